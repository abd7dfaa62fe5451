#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
#endif

namespace EqlPS.Platform;

/// <summary>
/// Which of 64 bytes are the characters that JSON is parted by: one bit for each byte, the first lowest. By vector instructions where the
/// runtime has them, byte by byte where not.
/// </summary>
internal struct JsonBlock
{
    /// <summary>Bytes in a block.</summary>
    public const int Size = 64;

    /// <summary>Quotes, escaped or not.</summary>
    public ulong Quotes;

    public ulong Backslashes;

    /// <summary>Braces, brackets, colons and commas.</summary>
    public ulong Operators;

    /// <summary>Everything below the blank.</summary>
    public ulong Controls;

    /// <summary>The blank and everything below.</summary>
    public ulong Blanks;

    /// <summary>Bytes of characters outside ASCII.</summary>
    public ulong NonAscii;

#if NET8_0_OR_GREATER
    /// <summary>Classifies 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Read(byte* at, out JsonBlock block)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Read512(Vector512.Load(at), out block);
            return;
        }

        Read256(Vector256.Load(at), out block);
        Read256(Vector256.Load(at + 32), out JsonBlock high);
        block.Quotes |= high.Quotes << 32;
        block.Backslashes |= high.Backslashes << 32;
        block.Operators |= high.Operators << 32;
        block.Controls |= high.Controls << 32;
        block.Blanks |= high.Blanks << 32;
        block.NonAscii |= high.NonAscii << 32;
    }

    /// <summary>Which of 64 bytes may stand behind a backslash: <c>"\/bfnrtu</c>; and which of them are <c>u</c>.</summary>
    public static unsafe ulong ReadEscapes(byte* at, out ulong unicode)
    {
        ulong low = ReadEscapes(Vector256.Load(at), out uint lowUnicode);
        ulong high = ReadEscapes(Vector256.Load(at + 32), out uint highUnicode);
        unicode = lowUnicode | ((ulong)highUnicode << 32);
        return low | (high << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read512(Vector512<byte> bytes, out JsonBlock block)
    {
        Vector512<byte> folded = bytes | Vector512.Create((byte)0x20);
        block.Quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
        block.Backslashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
        block.Operators = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits()
            | Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits()
            | Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits()
            | Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits();
        block.Controls = Vector512.LessThan(bytes, Vector512.Create((byte)0x20)).ExtractMostSignificantBits();
        block.Blanks = Vector512.LessThan(bytes, Vector512.Create((byte)0x21)).ExtractMostSignificantBits();
        block.NonAscii = bytes.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read256(Vector256<byte> bytes, out JsonBlock block)
    {
        Vector256<byte> folded = bytes | Vector256.Create((byte)0x20);
        block.Quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        block.Backslashes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
        block.Operators = (Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}'))
            | Vector256.Equals(bytes, Vector256.Create((byte)':')) | Vector256.Equals(bytes, Vector256.Create((byte)',')))
            .ExtractMostSignificantBits();
        block.Controls = Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes).ExtractMostSignificantBits();
        block.Blanks = Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x20)), bytes).ExtractMostSignificantBits();
        block.NonAscii = bytes.ExtractMostSignificantBits();
    }

    private static uint ReadEscapes(Vector256<byte> bytes, out uint unicode)
    {
        Vector256<byte> isUnicode = Vector256.Equals(bytes, Vector256.Create((byte)'u'));
        unicode = isUnicode.ExtractMostSignificantBits();
        return (isUnicode
            | Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'/')) | Vector256.Equals(bytes, Vector256.Create((byte)'b'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'f')) | Vector256.Equals(bytes, Vector256.Create((byte)'n'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'r')) | Vector256.Equals(bytes, Vector256.Create((byte)'t')))
            .ExtractMostSignificantBits();
    }
#else
    /// <summary>Classifies 64 bytes.</summary>
    public static unsafe void Read(byte* at, out JsonBlock block)
    {
        block = default;
        for (int i = 0; i < Size; i++)
        {
            byte value = at[i];
            ulong bit = 1ul << i;
            if (value >= 0x80)
            {
                block.NonAscii |= bit;
            }
            else if (value <= 0x20)
            {
                block.Blanks |= bit;
                block.Controls |= value < 0x20 ? bit : 0;
            }
            else if (value == (byte)'"')
            {
                block.Quotes |= bit;
            }
            else if (value == (byte)'\\')
            {
                block.Backslashes |= bit;
            }
            else if (value is (byte)':' or (byte)',' || (value | 0x20) is '{' or '}')
            {
                block.Operators |= bit;
            }
        }
    }

    /// <summary>Which of 64 bytes may stand behind a backslash: <c>"\/bfnrtu</c>; and which of them are <c>u</c>.</summary>
    public static unsafe ulong ReadEscapes(byte* at, out ulong unicode)
    {
        ulong valid = unicode = 0;
        for (int i = 0; i < Size; i++)
        {
            byte value = at[i];
            ulong bit = 1ul << i;
            unicode |= value == (byte)'u' ? bit : 0;
            bool isValid = value is (byte)'"' or (byte)'\\' or (byte)'/'
                or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u';
            valid |= isValid ? bit : 0;
        }

        return valid;
    }
#endif
}
