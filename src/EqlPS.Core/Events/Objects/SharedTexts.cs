using System.Runtime.InteropServices;

namespace EqlPS.Events.Objects;

/// <summary>
/// Gives equal texts as one string, which others recognise without comparing. The table is of fixed size, one text to a place, and its hash
/// is seeded.
/// </summary>
internal sealed class SharedTexts
{
    private const int EntryCount = 4096;
    private const int LongestShared = 256;

    private readonly string?[] _entries = new string?[EntryCount];
    private readonly ulong _seed = Utf8Hash.NewSeed();

    /// <summary>A text, or an equal one that was given before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="last">What was given to the caller last for the same field, which most often comes again.</param>
    public string Get(string text, ref string? last)
    {
        if (string.Equals(text, last))
        {
            return last!;
        }

        return last = text.Length > LongestShared ? text : Find(text);
    }

    private string Find(string text)
    {
        ref string? entry = ref _entries[Utf8Hash.Of(MemoryMarshal.AsBytes(text.AsSpan()), _seed) % EntryCount];
        if (!string.Equals(entry, text))
        {
            entry = text;
        }

        return entry!;
    }
}
