using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Xml;

/// <summary>
/// Finds <c>Event</c> elements in a stream: one document around them, several documents one after the other, or no document at all. An
/// event without an end is cut off where the next one begins, so that only it is lost.
/// </summary>
[HotPath]
internal sealed class EventXmlBoundary : IRecordBoundary
{
    // No start tag of an event is longer; a longer one is not looked through.
    private const int LongestStartTag = 4096;

    private int _searched;
    private int _depth;
    private int _waited;
    private bool _distrustsSections;

    private static ReadOnlySpan<byte> StartTag => "<Event"u8;

    private static ReadOnlySpan<byte> EndTag => "</Event"u8;

    private static ReadOnlySpan<byte> SystemTag => "<System"u8;

    private static ReadOnlySpan<byte> CDataStart => "<![CDATA["u8;

    private static ReadOnlySpan<byte> CommentStart => "<!--"u8;

    public static IRecordBoundary Choose(ReadOnlySpan<byte> beginning, bool isWhole) => new EventXmlBoundary();

    public bool TryFind(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        cut = default;
        if (unread.IsEmpty)
        {
            return false;
        }

        return _depth == 0 ? TryFindStart(unread, isAtEnd, out cut) : TryFindEnd(unread, isAtEnd, out cut);
    }

    public int FindResumption(ReadOnlySpan<byte> unread, out int kept)
    {
        // A section without an end may be what made it so long.
        _distrustsSections = true;
        kept = Math.Min(unread.Length, EndTag.Length);
        int end = unread.IndexOf("</Event>"u8);
        return end < 0 ? -1 : end + EndTag.Length + 1;
    }

    public void Restart() => _searched = _depth = _waited = 0;

    // A line of a script in an event can look like anything.
    public int FindLastEnd(ReadOnlySpan<byte> bytes) => -1;

    public IRecordBoundary ForStretch(bool isFollowed) => new EventXmlBoundary();

    private bool TryFindStart(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        int start = 0;
        while (true)
        {
            int found = unread.Slice(start).IndexOf(StartTag);
            if (found < 0)
            {
                // The last bytes may begin a tag.
                int passed = isAtEnd ? unread.Length : Math.Max(0, unread.Length - EndTag.Length);
                cut = Pass(unread, passed);
                return passed > 0;
            }

            start += found;
            if (start + StartTag.Length == unread.Length && !isAtEnd)
            {
                cut = Pass(unread, start);
                return start > 0;
            }

            if (IsNameEnd(unread, start + StartTag.Length))
            {
                break;
            }

            start += StartTag.Length;
        }

        if (start > 0)
        {
            cut = Pass(unread, start);
            return true;
        }

        _depth = 1;
        _searched = StartTag.Length;
        return TryFindEnd(unread, isAtEnd, out cut);
    }

    // What stands between events is no event, unless it ends one.
    private static RecordCut Pass(ReadOnlySpan<byte> unread, int length)
    {
        ReadOnlySpan<byte> passed = unread.Slice(0, length);
        int end = passed.IndexOf(EndTag);
        return end >= 0 && IsNameEnd(passed, end + EndTag.Length)
            ? new RecordCut(0, length, length, "an event without a start tag")
            : new RecordCut(0, 0, length, null);
    }

    private bool TryFindEnd(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        while (true)
        {
            int found = unread.Slice(_searched).IndexOf((byte)'<');
            if (found < 0)
            {
                _searched = unread.Length;
                return EndsInside(unread, isAtEnd, out cut);
            }

            int tag = _searched + found;
            _searched = tag;
            ReadOnlySpan<byte> rest = unread.Slice(tag);
            if (rest.Length <= CDataStart.Length && !isAtEnd)
            {
                cut = default;
                return false;
            }

            if (!TryStep(rest, isAtEnd, out int length))
            {
                return EndsInside(unread, isAtEnd, out cut);
            }

            if (length < 0)
            {
                cut = new RecordCut(0, tag, tag, "the event has no end tag");
                Restart();
                return true;
            }

            _searched = tag + length;
            if (_depth == 0)
            {
                cut = new RecordCut(0, _searched, _searched, null);
                Restart();
                return true;
            }
        }
    }

    /// <summary>
    /// Goes past one tag or section; a length of -1 says that another event begins here. False if it does not end within what was read.
    /// </summary>
    private bool TryStep(ReadOnlySpan<byte> rest, bool isAtEnd, out int length)
    {
        length = 1;
        if (rest.StartsWith(EndTag) && IsNameEnd(rest, EndTag.Length))
        {
            int close = Search(rest, ">"u8);
            _depth -= close >= 0 ? 1 : 0;
            length = close + 1;
            return close >= 0;
        }

        if (rest.StartsWith(StartTag) && IsNameEnd(rest, StartTag.Length))
        {
            return TryStepInto(rest, isAtEnd, out length);
        }

        bool isCData = rest.StartsWith(CDataStart);
        if (!_distrustsSections && (isCData || rest.StartsWith(CommentStart)))
        {
            int end = Search(rest, isCData ? "]]>"u8 : "-->"u8);
            length = end + 3;
            if (end < 0 && isAtEnd)
            {
                // It swallowed everything: look once more, and no section is trusted from here on.
                _distrustsSections = true;
                _waited = 0;
                length = 1;
                return true;
            }

            return end >= 0;
        }

        return true;
    }

    // While more is read, the same tag is looked at again and again, but no byte twice.
    private int Search(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> pattern)
    {
        int from = Math.Max(0, _waited - pattern.Length);
        int found = rest.Slice(from).IndexOf(pattern);
        _waited = found < 0 ? rest.Length : 0;
        return found < 0 ? -1 : from + found;
    }

    private bool TryStepInto(ReadOnlySpan<byte> rest, bool isAtEnd, out int length)
    {
        length = StartTag.Length;
        ReadOnlySpan<byte> tag = rest.Slice(0, Math.Min(rest.Length, LongestStartTag));
        int close = tag.IndexOf((byte)'>');
        if (close < 0)
        {
            return tag.Length == LongestStartTag || isAtEnd;
        }

        if (tag[close - 1] == (byte)'/')
        {
            return true;
        }

        ReadOnlySpan<byte> content = rest.Slice(close + 1);
        content = content.Slice(JsonBlanks.CountLeading(content));
        if (content.Length < SystemTag.Length && !isAtEnd)
        {
            return false;
        }

        if (content.StartsWith(SystemTag))
        {
            length = -1;
        }
        else
        {
            _depth++;
        }

        return true;
    }

    private bool EndsInside(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        cut = new RecordCut(0, unread.Length, unread.Length, "the file ends inside this event");
        if (isAtEnd)
        {
            Restart();
        }

        return isAtEnd;
    }

    private static bool IsNameEnd(ReadOnlySpan<byte> text, int position) =>
        position >= text.Length || JsonBlanks.IsBlank(text[position]) || text[position] is (byte)'>' or (byte)'/';
}
