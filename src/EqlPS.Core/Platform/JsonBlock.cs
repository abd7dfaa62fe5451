#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace EqlPS.Platform;

/// <summary>
/// Which of 64 bytes are the characters that JSON is parted by: one bit for each byte, the first lowest. By vector instructions where the
/// runtime has them, byte by byte where not.
/// </summary>
[HotPath]
internal static class JsonBlock
{
    /// <summary>Bytes in a block.</summary>
    public const int Size = 64;

#if NET8_0_OR_GREATER
    /// <summary>What bounds strings, and what may not be in them.</summary>
    /// <param name="at">The first of 64 bytes.</param>
    /// <param name="quotes">Quotes, escaped or not.</param>
    /// <param name="backslashes">Backslashes.</param>
    /// <param name="controls">Everything below the blank.</param>
    /// <param name="nonAscii">Bytes of characters outside ASCII.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void ReadTexts(byte* at, out ulong quotes, out ulong backslashes, out ulong controls, out ulong nonAscii)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<byte> bytes = Vector512.Load(at);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            backslashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            controls = Vector512.LessThan(bytes, Vector512.Create((byte)0x20)).ExtractMostSignificantBits();
            nonAscii = bytes.ExtractMostSignificantBits();
            return;
        }

        Vector256<byte> low = Vector256.Load(at);
        Vector256<byte> high = Vector256.Load(at + 32);
        quotes = Which(low, high, (byte)'"');
        backslashes = Which(low, high, (byte)'\\');
        controls = WhichUpTo(low, high, 0x1F);
        nonAscii = Join(low, high);
    }

    /// <summary>What stands outside of strings.</summary>
    /// <param name="at">The first of 64 bytes.</param>
    /// <param name="operators">Braces, brackets, colons and commas; perhaps some control characters too.</param>
    /// <param name="blanks">The blank and everything below.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void ReadParts(byte* at, out ulong operators, out ulong blanks)
    {
        if (Vector512.IsHardwareAccelerated && Avx512BW.IsSupported)
        {
            // In each of four lanes the places 10 to 13 hold what ends in A to D: a colon, a brace, a comma, a brace. So half of a byte
            // leads to the only operator that it could be. Brackets become braces.
            const ulong Ends = 0x7D2C_7B3A_0000;
            Vector512<byte> bytes = Vector512.Load(at);
            Vector512<byte> candidates = Avx512BW.Shuffle(Vector512.Create(0, Ends, 0, Ends, 0, Ends, 0, Ends).AsByte(), bytes);
            operators = Vector512.Equals(candidates, bytes | Vector512.Create((byte)0x20)).ExtractMostSignificantBits();
            blanks = Vector512.LessThan(bytes, Vector512.Create((byte)0x21)).ExtractMostSignificantBits();
            return;
        }

        Vector256<byte> low = Vector256.Load(at);
        Vector256<byte> high = Vector256.Load(at + 32);
        operators = Join(AreOperators(low), AreOperators(high));
        blanks = WhichUpTo(low, high, 0x20);
    }

    /// <summary>Which of 64 bytes are one of <c>/bfnrtu</c>, which may stand behind a backslash; and which of them are <c>u</c>.</summary>
    public static unsafe ulong ReadEscapes(byte* at, out ulong unicode)
    {
        if (Vector512.IsHardwareAccelerated && Avx512BW.IsSupported)
        {
            // As above, by the lower half of a byte; but b and r have the same.
            const ulong First = 0xFF_66_75_74_FF_72_FF_FF;
            const ulong Second = 0x2F_6E_FF_FF_FF_FF_FF_FF;
            Vector512<byte> bytes = Vector512.Load(at);
            Vector512<byte> candidates = Avx512BW.Shuffle(
                Vector512.Create(First, Second, First, Second, First, Second, First, Second).AsByte(), bytes);
            unicode = Vector512.Equals(bytes, Vector512.Create((byte)'u')).ExtractMostSignificantBits();
            return Vector512.Equals(candidates, bytes).ExtractMostSignificantBits()
                | Vector512.Equals(bytes, Vector512.Create((byte)'b')).ExtractMostSignificantBits();
        }

        Vector256<byte> low = Vector256.Load(at);
        Vector256<byte> high = Vector256.Load(at + 32);
        unicode = Which(low, high, (byte)'u');
        return unicode | Join(AreEscapes(low), AreEscapes(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Which(Vector256<byte> low, Vector256<byte> high, byte wanted) =>
        Join(Vector256.Equals(low, Vector256.Create(wanted)), Vector256.Equals(high, Vector256.Create(wanted)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WhichUpTo(Vector256<byte> low, Vector256<byte> high, byte most) => Join(
        Vector256.Equals(Vector256.Min(low, Vector256.Create(most)), low),
        Vector256.Equals(Vector256.Min(high, Vector256.Create(most)), high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AreOperators(Vector256<byte> bytes)
    {
        Vector256<byte> folded = bytes | Vector256.Create((byte)0x20);
        return Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}'))
            | Vector256.Equals(bytes, Vector256.Create((byte)':')) | Vector256.Equals(bytes, Vector256.Create((byte)','));
    }

    private static Vector256<byte> AreEscapes(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'/')) | Vector256.Equals(bytes, Vector256.Create((byte)'b'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'f')) | Vector256.Equals(bytes, Vector256.Create((byte)'n'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'r')) | Vector256.Equals(bytes, Vector256.Create((byte)'t'));
#else
    /// <summary>What bounds strings, and what may not be in them.</summary>
    /// <param name="at">The first of 64 bytes.</param>
    /// <param name="quotes">Quotes, escaped or not.</param>
    /// <param name="backslashes">Backslashes.</param>
    /// <param name="controls">Everything below the blank.</param>
    /// <param name="nonAscii">Bytes of characters outside ASCII.</param>
    public static unsafe void ReadTexts(byte* at, out ulong quotes, out ulong backslashes, out ulong controls, out ulong nonAscii)
    {
        quotes = backslashes = controls = nonAscii = 0;
        for (int i = 0; i < Size; i++)
        {
            byte value = at[i];
            ulong bit = 1ul << i;
            if (value >= 0x80)
            {
                nonAscii |= bit;
            }
            else if (value < 0x20)
            {
                controls |= bit;
            }
            else if (value == (byte)'"')
            {
                quotes |= bit;
            }
            else if (value == (byte)'\\')
            {
                backslashes |= bit;
            }
        }
    }

    /// <summary>What stands outside of strings.</summary>
    /// <param name="at">The first of 64 bytes.</param>
    /// <param name="operators">Braces, brackets, colons and commas.</param>
    /// <param name="blanks">The blank and everything below.</param>
    public static unsafe void ReadParts(byte* at, out ulong operators, out ulong blanks)
    {
        operators = blanks = 0;
        for (int i = 0; i < Size; i++)
        {
            byte value = at[i];
            ulong bit = 1ul << i;
            blanks |= value <= 0x20 ? bit : 0;
            operators |= value is (byte)':' or (byte)',' || (value | 0x20) is '{' or '}' ? bit : 0;
        }
    }

    /// <summary>Which of 64 bytes are one of <c>/bfnrtu</c>, which may stand behind a backslash; and which of them are <c>u</c>.</summary>
    public static unsafe ulong ReadEscapes(byte* at, out ulong unicode)
    {
        ulong valid = unicode = 0;
        for (int i = 0; i < Size; i++)
        {
            byte value = at[i];
            ulong bit = 1ul << i;
            unicode |= value == (byte)'u' ? bit : 0;
            bool isValid = value is (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u';
            valid |= isValid ? bit : 0;
        }

        return valid;
    }
#endif
}
