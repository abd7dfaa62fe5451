using System.Runtime.InteropServices;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Shares the strings of element and attribute names between chunks; a full place is simply overwritten.</summary>
internal sealed class NameTable
{
    private const int Places = 4096;

    // Threads may overwrite each other's entry; each then holds an equal string of its own, which costs memory only.
    private readonly string?[] _places = new string?[Places];

    /// <summary>The string of the UTF-16 bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf16)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(utf16);
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        ref string? place = ref _places[(hash ^ (hash >> 15)) % Places];
        string? held = place;
        if (held is null || !text.SequenceEqual(held.AsSpan()))
        {
            held = text.ToString();
            place = held;
        }

        return held;
    }
}
