namespace EqlPS.Cli.Events;

/// <summary>Some events of a block, ready to be printed: text, or lines of cells.</summary>
internal sealed class EventPart
{
    private const int LargestText = 60 * 1024;
    private const int MostLines = 500;
    private const int SizeOfLine = 256;

    /// <summary>UTF-8.</summary>
    public MemoryStream Text { get; } = new();

    /// <summary>Lines of cells that are safe to show.</summary>
    public List<string[]> Lines { get; } = [];

    /// <summary>About how many bytes it holds.</summary>
    public int Size => (int)Text.Length + (Lines.Count * SizeOfLine);

    /// <summary>Whether it is enough for one.</summary>
    public bool IsFull => Text.Length >= LargestText || Lines.Count >= MostLines;
}
