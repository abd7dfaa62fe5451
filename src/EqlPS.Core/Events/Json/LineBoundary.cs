using EqlPS.Events.Cutting;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>One record a line: a bad one costs nothing but itself.</summary>
[HotPath]
internal sealed class LineBoundary : IRecordBoundary
{
    // How much of an unfinished line is known to hold no line end.
    private int _searched;

    public bool TryFind(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        int end = unread.Slice(_searched).IndexOf((byte)'\n');
        if (end < 0 && (!isAtEnd || unread.IsEmpty))
        {
            _searched = unread.Length;
            cut = default;
            return false;
        }

        int lineLength = end < 0 ? unread.Length : _searched + end;
        _searched = 0;
        ReadOnlySpan<byte> line = unread.Slice(0, lineLength);
        int start = JsonBlanks.CountLeading(line);
        int length = JsonBlanks.LengthWithoutTrailing(line.Slice(start));
        cut = new RecordCut(start, length, Math.Min(unread.Length, lineLength + 1), null) { Lines = end < 0 ? 0 : 1 };
        return true;
    }

    public int FindResumption(ReadOnlySpan<byte> unread, out int kept)
    {
        kept = 0;
        return unread.IndexOf((byte)'\n') + 1 is > 0 and int behind ? behind : -1;
    }

    public void Restart() => _searched = 0;

    public int FindLastEnd(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n') + 1 is > 0 and int behind ? behind : -1;

    public IRecordBoundary ForStretch(bool isFollowed) => new LineBoundary();
}
