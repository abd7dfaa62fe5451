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
[HotPath]
internal sealed class JsonIndex
{
    /// <summary>Behind the last position stand so many more, all of the first one: a walk over them needs no bounds check.</summary>
    public const int Sentinels = 4;

    // A record with more parts is no log event; its index would only take memory.
    private const int MostPositions = 1 << 17;

    // So many bytes at a time there has to be room for what they may hold, and for what is written too much.
    private const int StretchSize = 32 * JsonBlock.Size;
    private const int Room = StretchSize + 8 + Sentinels;

    private const ulong EvenBits = 0x5555_5555_5555_5555;

    private int[] _positions = new int[2 * Room];

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
        int rest = text.Length % JsonBlock.Size;
        int whole = text.Length - rest;
        fixed (byte* bytes = text)
        {
            for (int from = 0; from < whole; from += StretchSize)
            {
                if (!TryAdd(bytes, text.Length, from, Math.Min(from + StretchSize, whole), bytes + from, ref state))
                {
                    return false;
                }
            }

            if (rest > 0 && !TryAddRest(bytes, text.Length, whole, ref state))
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

    private unsafe bool TryAddRest(byte* bytes, int length, int from, ref State state)
    {
        byte* rest = stackalloc byte[JsonBlock.Size];
        new Span<byte>(rest, JsonBlock.Size).Fill((byte)' ');
        new ReadOnlySpan<byte>(bytes + from, length - from).CopyTo(new Span<byte>(rest, JsonBlock.Size));
        return TryAdd(bytes, length, from, from + JsonBlock.Size, rest, ref state);
    }

    // The blocks of a stretch, which begin at a place of the text and are read from another where that is not whole. What a block tells
    // the next stays in registers.
    private unsafe bool TryAdd(byte* bytes, int length, int from, int to, byte* at, ref State state)
    {
        if (!HasRoom())
        {
            return false;
        }

        State now = state;
        fixed (int* positions = &_positions[Count])
        {
            int* next = positions;
            for (int offset = from; offset < to; offset += JsonBlock.Size, at += JsonBlock.Size)
            {
                JsonBlock.ReadTexts(at, out ulong quotes, out ulong backslashes, out ulong controls, out ulong nonAscii);
                now.NonAscii |= nonAscii;
                ulong escaped = now.Escaped;
                now.Escaped = 0;
                if (backslashes != 0)
                {
                    escaped = FindEscaped(backslashes, escaped, out now.Escaped);
                }

                // Escaped quotes and backslashes are always right, and most escapes are theirs.
                ulong unusual = escaped & ~(backslashes | quotes);
                quotes &= ~escaped;
                ulong inside = Bits.Parity(quotes) ^ now.InString;
                now.InString = (ulong)((long)inside >> 63);
                if ((controls | unusual | (backslashes & ~inside)) != 0
                    && ((backslashes & ~inside) != 0 || !IsSound(bytes, length, offset, at, controls, inside, unusual)))
                {
                    return false;
                }

                // Long texts have many blocks in which nothing begins.
                if ((~inside | quotes) == 0)
                {
                    continue;
                }

                JsonBlock.ReadParts(at, out ulong operators, out ulong blanks);
                ulong others = ~(operators | blanks | inside | quotes);
                ulong starts = quotes | (operators & ~inside) | (others & ~((others << 1) | now.InOther));
                now.InOther = others >> 63;
                next = Append(next, starts, offset);
            }

            Count += (int)(next - positions);
        }

        state = now;
        return true;
    }

    private bool HasRoom()
    {
        if (_positions.Length - Count < Room)
        {
            if (Count > MostPositions)
            {
                return false;
            }

            Array.Resize(ref _positions, _positions.Length * 2);
        }

        return true;
    }

    // Several at a time without asking each time whether there is one more; what is too much is written over by the next block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe int* Append(int* next, ulong starts, int offset)
    {
        int* end = next + Bits.Count(starts);
        do
        {
            Put(next, ref starts, offset);
            Put(next + 4, ref starts, offset);
            next += 8;
        }
        while (next < end);
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Put(int* next, ref ulong starts, int offset)
    {
        next[0] = offset + Bits.Lowest(starts);
        starts &= starts - 1;
        next[1] = offset + Bits.Lowest(starts);
        starts &= starts - 1;
        next[2] = offset + Bits.Lowest(starts);
        starts &= starts - 1;
        next[3] = offset + Bits.Lowest(starts);
        starts &= starts - 1;
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

    // What must not be: control characters in strings, others than blanks outside of them, escapes that do not exist.
    private static unsafe bool IsSound(byte* bytes, int length, int offset, byte* at, ulong controls, ulong inside, ulong escaped)
    {
        if ((controls & inside) != 0)
        {
            return false;
        }

        for (; controls != 0; controls &= controls - 1)
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
