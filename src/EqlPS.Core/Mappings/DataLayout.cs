namespace EqlPS.Mappings;

/// <summary>The names of an event's values in the order of its provider's manifest, for records that come without names.</summary>
internal sealed class DataLayout(IReadOnlyList<string> paths, IReadOnlyList<bool> hexadecimal)
{
    public int Count => paths.Count;

    /// <summary>The source path of the value at a position, from 0.</summary>
    public string PathAt(int position) => paths[position];

    /// <summary>Whether the manifest shows the number at a position in hexadecimal.</summary>
    public bool IsHexadecimal(int position) => hexadecimal[position];
}
