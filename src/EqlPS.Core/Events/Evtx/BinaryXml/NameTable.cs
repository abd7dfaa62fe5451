using System.Runtime.InteropServices;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Shares the strings of names, of elements and attributes above all; a full place is simply overwritten.</summary>
[HotPath]
internal sealed class NameTable
{
    private const int Places = 4096;

    // Threads may overwrite each other's entry; each then holds an equal string of its own, which costs memory only.
    private readonly string?[] _places = new string?[Places];
    private readonly ulong _seed = Utf8Hash.NewSeed();

    /// <summary>The string of the UTF-16 bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf16)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(utf16);
        ref string? place = ref _places[Utf8Hash.Of(utf16, _seed) % Places];
        string? held = place;
        if (held is null || !text.SequenceEqual(held.AsSpan()))
        {
            held = text.ToString();
            place = held;
        }

        return held;
    }
}
