namespace EqlPS.Diagnostics;

/// <summary>Query text with a line index, so that spans can be shown as line and column.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string Text { get; }

    /// <summary>Line and column of an offset; offsets past the end are taken as the end.</summary>
    public LinePosition PositionOf(int offset)
    {
        int clamped = Math.Max(0, Math.Min(offset, Text.Length));
        int index = _lineStarts.BinarySearch(clamped);
        int line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, clamped - _lineStarts[line] + 1);
    }

    /// <summary>The text of a line (numbered from 1) without its line end.</summary>
    public string LineText(int line)
    {
        int start = _lineStarts[line - 1];
        int end = line < _lineStarts.Count ? _lineStarts[line] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }
}
