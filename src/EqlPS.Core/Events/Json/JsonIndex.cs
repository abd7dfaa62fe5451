using System.Runtime.CompilerServices;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Finds where the parts of a JSON text begin, 64 bytes at a time: every quote that bounds a string, every brace, bracket, colon and comma
/// outside of strings, and the first letter of everything else. Whatever looks wrong is left to a reader that can tell what it is.
/// </summary>
/// <remarks>
/// The method is that of G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second" (2019): quotes are told from escaped ones and
/// the inside of strings from the outside by arithmetic on bit masks, without a branch for each character.
/// </remarks>
internal sealed class JsonIndex
{
    /// <summary>Behind the last position stand so many more, all of the first one: a walk over them needs no bounds check.</summary>
    public const int Sentinels = 4;

    // A record with more parts is no log event; its index would only take memory.
    private const int MostPositions = 1 << 17;

    private const ulong EvenBits = 0x5555_5555_5555_5555;

    private int[] _positions = new int[1024];

    /// <summary>The positions, ascending, and the sentinels.</summary>
    public int[] Positions => _positions;

    /// <summary>How many positions there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Indexes a text. False if a string or an escape in it is not valid, or not UTF-8, or it is too large; the index is then of no use.
    /// </summary>
    public unsafe bool TryBuild(ReadOnlySpan<byte> text)
    {
        Count = 0;
        State state = default;
        fixed (byte* bytes = text)
        {
            int at = 0;
            for (; text.Length - at >= JsonBlock.Size; at += JsonBlock.Size)
            {
                if (!TryAdd(bytes, text.Length, at, bytes + at, ref state))
                {
                    return false;
                }
            }

            if (at < text.Length && !TryAddRest(bytes, text.Length, at, ref state))
            {
                return false;
            }
        }

        if (state.InString != 0 || Count == 0 || (state.NonAscii != 0 && !Utf8Text.IsValid(text)))
        {
            return false;
        }

        _positions.AsSpan(Count, Sentinels).Fill(_positions[0]);
        return true;
    }

    private unsafe bool TryAddRest(byte* bytes, int length, int at, ref State state)
    {
        byte* rest = stackalloc byte[JsonBlock.Size];
        new Span<byte>(rest, JsonBlock.Size).Fill((byte)' ');
        new ReadOnlySpan<byte>(bytes + at, length - at).CopyTo(new Span<byte>(rest, JsonBlock.Size));
        return TryAdd(bytes, length, at, rest, ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe bool TryAdd(byte* bytes, int length, int offset, byte* at, ref State state)
    {
        JsonBlock.Read(at, out JsonBlock block);
        ulong escaped = state.Escaped;
        state.Escaped = 0;
        if (block.Backslashes != 0)
        {
            escaped = FindEscaped(block.Backslashes, escaped, out state.Escaped);
        }

        ulong quotes = block.Quotes & ~escaped;
        ulong inside = Bits.Parity(quotes) ^ state.InString;
        state.InString = (ulong)((long)inside >> 63);
        state.NonAscii |= block.NonAscii;

        // Escaped quotes and backslashes are always right, and most escapes are theirs.
        ulong unusual = escaped & ~(block.Backslashes | block.Quotes);
        if ((block.Controls | unusual | (block.Backslashes & ~inside)) != 0 && !IsSound(bytes, length, offset, at, block, inside, unusual))
        {
            return false;
        }

        ulong others = ~(block.Operators | block.Blanks | inside | quotes);
        ulong starts = quotes | (block.Operators & ~inside) | (others & ~((others << 1) | state.InOther));
        state.InOther = others >> 63;
        return TryAppend(starts, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe bool TryAppend(ulong starts, int offset)
    {
        int count = Count;
        if (_positions.Length - count < JsonBlock.Size + Sentinels)
        {
            if (count > MostPositions)
            {
                return false;
            }

            Array.Resize(ref _positions, _positions.Length * 2);
        }

        // Several at a time without asking each time whether there is one more; what is too much is written over by the next block.
        int found = Bits.Count(starts);
        fixed (int* positions = &_positions[count])
        {
            for (int i = 0; i < found; i += 4)
            {
                positions[i] = offset + Bits.Lowest(starts);
                starts &= starts - 1;
                positions[i + 1] = offset + Bits.Lowest(starts);
                starts &= starts - 1;
                positions[i + 2] = offset + Bits.Lowest(starts);
                starts &= starts - 1;
                positions[i + 3] = offset + Bits.Lowest(starts);
                starts &= starts - 1;
            }
        }

        Count = count + found;
        return true;
    }

    // A character is escaped if an odd number of backslashes stands before it: where a row of them begins at an odd place, adding its first
    // bit to the row carries to the place behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FindEscaped(ulong backslashes, ulong isFirstEscaped, out ulong isNextEscaped)
    {
        backslashes &= ~isFirstEscaped;
        ulong behind = (backslashes << 1) | isFirstEscaped;
        ulong oddRows = backslashes & ~EvenBits & ~behind;
        ulong sum = unchecked(oddRows + backslashes);
        isNextEscaped = sum < oddRows ? 1ul : 0ul;
        return (EvenBits ^ (sum << 1)) & behind;
    }

    // What must not be: control characters in strings, backslashes outside of them, escapes that do not exist.
    private static unsafe bool IsSound(byte* bytes, int length, int offset, byte* at, in JsonBlock block, ulong inside, ulong escaped)
    {
        if (((block.Controls & inside) | (block.Backslashes & ~inside)) != 0)
        {
            return false;
        }

        for (ulong controls = block.Controls; controls != 0; controls &= controls - 1)
        {
            if (!JsonBlanks.IsBlank(at[Bits.Lowest(controls)]))
            {
                return false;
            }
        }

        if (escaped == 0)
        {
            return true;
        }

        ulong valid = JsonBlock.ReadEscapes(at, out ulong unicode);
        if ((escaped & ~valid) != 0)
        {
            return false;
        }

        for (unicode &= escaped; unicode != 0; unicode &= unicode - 1)
        {
            int digits = offset + Bits.Lowest(unicode) + 1;
            if (length - digits < 4 || !IsHex(bytes[digits]) || !IsHex(bytes[digits + 1])
                || !IsHex(bytes[digits + 2]) || !IsHex(bytes[digits + 3]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHex(byte value) =>
        value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    /// <summary>What one block tells the next.</summary>
    private struct State
    {
        /// <summary>1 if the next character is escaped.</summary>
        public ulong Escaped;

        /// <summary>All bits if the next character stands in a string.</summary>
        public ulong InString;

        /// <summary>1 if the last character was part of a number or a word.</summary>
        public ulong InOther;

        public ulong NonAscii;
    }
}
