using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EqlPS.Mappings.Steps;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// Remembers what a step made of the texts seen last. The table is of fixed size, one text to a place: texts made to meet in one place only
/// cost the step again.
/// </summary>
[HotPath]
internal sealed class ConversionCache
{
    private const int EntryBits = 10;
    private const int EntryCount = 1 << EntryBits;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private const int LongestKept = 1024;

    // In characters; more than a command line can have. There are many caches, and each holds on to one.
    private const int LongestLast = 64 * 1024;
    private const int RecentCount = 128;

    // By text, and before it by string, since readers share texts that repeat.
    private Entry[]? _entries;
    private Entry[]? _recent;
    private Entry _last;

    public EqlValue Get(in EqlValue value, Conversion conversion)
    {
        string text = value.AsText();
        if (ReferenceEquals(text, _last.Text))
        {
            return _last.Result;
        }

        if (text.Length > LongestLast)
        {
            return conversion(value);
        }

        if (text.Length > LongestKept)
        {
            // Only the last of these: a command line of that size stands in every event that its process logs.
            if (!string.Equals(_last.Text, text, StringComparison.Ordinal))
            {
                _last.Result = conversion(value);
            }

            _last.Text = text;
            return _last.Result;
        }

        _recent ??= new Entry[RecentCount];
        ref Entry recent = ref _recent[RuntimeHelpers.GetHashCode(text) % RecentCount];
        if (!ReferenceEquals(recent.Text, text))
        {
            recent.Result = Find(text, value, conversion);
            recent.Text = text;
        }

        return recent.Result;
    }

    private EqlValue Find(string text, in EqlValue value, Conversion conversion)
    {
        _entries ??= new Entry[EntryCount];
        ref Entry entry = ref _entries[PlaceOf(text)];
        if (!string.Equals(entry.Text, text, StringComparison.Ordinal))
        {
            entry.Result = conversion(value);
            entry.Text = text;
        }

        return entry.Result;
    }

    // Four characters at a step; the rest one by one.
    private static int PlaceOf(string text)
    {
        ReadOnlySpan<ulong> blocks = MemoryMarshal.Cast<char, ulong>(text.AsSpan());
        ulong hash = (ulong)text.Length;
        foreach (ulong block in blocks)
        {
            hash = unchecked(((hash << 5) | (hash >> 59)) ^ (block * Multiplier));
        }

        for (int i = blocks.Length * 4; i < text.Length; i++)
        {
            hash = unchecked((hash ^ text[i]) * Multiplier);
        }

        return (int)(unchecked(hash * Multiplier) >> (64 - EntryBits));
    }

    private struct Entry
    {
        public string? Text;
        public EqlValue Result;
    }
}
