namespace EqlPS.Mappings.Layouts;

/// <summary>The names of an event's values in the order of its provider's manifest, for records that come without names.</summary>
internal sealed class DataLayout
{
    private const string HexadecimalMark = ":x";

    private readonly string[] _paths;
    private readonly bool[] _isHexadecimal;

    private DataLayout(string[] paths, bool[] isHexadecimal)
    {
        _paths = paths;
        _isHexadecimal = isHexadecimal;
    }

    public int Count => _paths.Length;

    /// <summary>The layout of a list of names below EventData, or of whole source paths; <c>:x</c> marks hexadecimal numbers.</summary>
    public static DataLayout Of(IReadOnlyList<string> names)
    {
        var paths = new string[names.Count];
        var isHexadecimal = new bool[names.Count];
        for (int i = 0; i < paths.Length; i++)
        {
            isHexadecimal[i] = names[i].EndsWith(HexadecimalMark, StringComparison.Ordinal);
            string name = isHexadecimal[i] ? names[i].Substring(0, names[i].Length - HexadecimalMark.Length) : names[i];
            paths[i] = name.StartsWith(RawPaths.UserData, StringComparison.Ordinal) ? name : RawPaths.EventData + name;
        }

        return new DataLayout(paths, isHexadecimal);
    }

    /// <summary>The source path of the value at a position, from 0.</summary>
    public string PathAt(int position) => _paths[position];

    /// <summary>Whether the number at a position stands in hexadecimal in the event's XML.</summary>
    public bool IsHexadecimal(int position) => _isHexadecimal[position];
}
