using EqlPS.Events.Cutting;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Objects that span lines, one after the other or as the items of an array: counts braces outside strings. A record that a missing quote
/// or brace would let run on to the end of the file is given up where the damage shows, and the next one is looked for.
/// </summary>
/// <param name="isArray">Whether the objects are the items of an array.</param>
/// <param name="isFollowed">Whether the next object follows the end of what is read.</param>
[HotPath]
internal sealed class ObjectBoundary(bool isArray, bool isFollowed = false) : IRecordBoundary
{
    private const int UnknownIndent = -1;
    private const string Damaged = "the JSON is damaged: a quote or a brace is missing in this record";

    private bool _isInside;
    private bool _isInString;
    private bool _isEscaped;
    private bool _isLost;
    private byte _previous;
    private int _depth;
    private int _searched;
    private int _indent;
    private bool _isArrayOpened;
    private bool _isArrayClosed;

    private enum Step
    {
        Inside,
        End,
        Damage,
    }

    public bool TryFind(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        if (_isLost)
        {
            return TrySkipLost(unread, isAtEnd, out cut);
        }

        if (!_isInside)
        {
            int start = SkipSeparators(unread);
            if (start > 0 || unread.IsEmpty)
            {
                cut = new RecordCut(0, 0, start, null);
                return start > 0 || (isAtEnd && IsArrayCut(out cut));
            }

            if (unread[0] is not ((byte)'{' or (byte)'['))
            {
                return TrySkipForeign(unread, isAtEnd, out cut);
            }

            _isInside = true;
        }

        for (; _searched < unread.Length; _searched++)
        {
            Step step = Take(unread[_searched]);
            if (step != Step.Inside)
            {
                int length = step == Step.End ? _searched + 1 : _searched;
                string? fault = step == Step.End ? null : Damaged;
                cut = new RecordCut(0, length, length, fault);
                Restart();
                _isLost = step == Step.Damage && unread[length] != (byte)'{';
                if (step == Step.Damage && !_isLost)
                {
                    NoteIndent(unread.Slice(0, length));
                }

                return true;
            }
        }

        cut = new RecordCut(0, unread.Length, unread.Length, isFollowed ? Damaged : "the file ends inside this record");
        if (isAtEnd)
        {
            Restart();
            _isArrayClosed = true;
        }

        return isAtEnd && !unread.IsEmpty;
    }

    public int FindResumption(ReadOnlySpan<byte> unread, out int kept)
    {
        kept = 0;
        return unread.IndexOf((byte)'\n') + 1 is > 0 and int behind ? behind : -1;
    }

    public void Restart()
    {
        _isInside = _isInString = _isEscaped = _isLost = false;
        _depth = _searched = 0;
        _previous = 0;
    }

    // A closing brace, a line end and an opening brace stand within no object: there would be a comma. So they end even a damaged one.
    public int FindLastEnd(ReadOnlySpan<byte> bytes)
    {
        int end = isArray ? -1 : bytes.LastIndexOf((byte)'\n');
        while (end > 0)
        {
            int next = end + 1;
            if (next < bytes.Length && bytes[next] == (byte)'{' && EndsObject(bytes.Slice(0, end)))
            {
                return next;
            }

            end = bytes.Slice(0, end).LastIndexOf((byte)'\n');
        }

        return -1;
    }

    public IRecordBoundary ForStretch(bool isFollowed) => new ObjectBoundary(isArray, isFollowed);

    private static bool EndsObject(ReadOnlySpan<byte> bytes) =>
        JsonBlanks.LengthWithoutTrailing(bytes) is > 0 and int length && bytes[length - 1] == (byte)'}';

    private Step Take(byte current)
    {
        if (_isInString)
        {
            _isInString = _isEscaped || current != (byte)'"';
            _isEscaped = !_isEscaped && current == (byte)'\\';

            // JSON has no line ends in strings.
            return current == (byte)'\n' ? Step.Damage : Step.Inside;
        }

        if (JsonBlanks.IsBlank(current))
        {
            return Step.Inside;
        }

        byte previous = _previous;
        _previous = current;
        switch (current)
        {
            case (byte)'"':
                _isInString = true;
                return Step.Inside;
            case (byte)'{' when _depth > 0 && previous is not ((byte)':' or (byte)'[' or (byte)','):
                return Step.Damage;
            case (byte)'{' or (byte)'[':
                _depth++;
                return Step.Inside;
            case (byte)'}' or (byte)']':
                return --_depth == 0 ? Step.End : Step.Inside;
            default:
                return Step.Inside;
        }
    }

    // How far in the next record begins, if it begins a line.
    private void NoteIndent(ReadOnlySpan<byte> before)
    {
        int line = before.LastIndexOf((byte)'\n');
        if (line >= 0 && JsonBlanks.CountLeading(before.Slice(line)) == before.Length - line)
        {
            _indent = before.Length - line - 1;
        }
    }

    private int SkipSeparators(ReadOnlySpan<byte> unread)
    {
        int count = 0;
        for (; count < unread.Length; count++)
        {
            byte current = unread[count];
            bool opensArray = isArray && !_isArrayOpened && current == (byte)'[';
            bool closesArray = isArray && current == (byte)']';
            if (!JsonBlanks.IsBlank(current) && current != (byte)',' && !closesArray && !opensArray)
            {
                break;
            }

            _isArrayOpened |= opensArray;
            _isArrayClosed |= closesArray;
            _indent = current == (byte)'\n' ? 0 : current is (byte)' ' or (byte)'\t' && _indent >= 0 ? _indent + 1 : UnknownIndent;
        }

        return count;
    }

    // Says once that the items end without the array's end: more may have stood there.
    private bool IsArrayCut(out RecordCut cut)
    {
        bool isCut = _isArrayOpened && !_isArrayClosed;
        _isArrayClosed = true;
        cut = new RecordCut(0, 0, 0, isCut ? "the file ends before its array does" : null);
        return isCut;
    }

    // The next record begins with a brace on a line of its own, no further in than the lost one did: what is inside a record does.
    private bool TrySkipLost(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        int line = unread.IndexOf((byte)'\n');
        while (line >= 0)
        {
            ReadOnlySpan<byte> rest = unread.Slice(line + 1);
            int blanks = 0;
            while (blanks < rest.Length && rest[blanks] is (byte)' ' or (byte)'\t')
            {
                blanks++;
            }

            if (blanks == rest.Length && !isAtEnd)
            {
                cut = new RecordCut(0, 0, line, null);
                return line > 0;
            }

            if (blanks < rest.Length && rest[blanks] == (byte)'{' && (blanks <= _indent || _indent == UnknownIndent))
            {
                _isLost = false;
                cut = new RecordCut(0, 0, line + 1, null);
                return true;
            }

            int next = rest.IndexOf((byte)'\n');
            line = next < 0 ? -1 : line + 1 + next;
        }

        _isArrayClosed |= isAtEnd;
        int consumed = isAtEnd ? unread.Length : Math.Max(0, unread.LastIndexOf((byte)'\n'));
        cut = new RecordCut(0, 0, consumed, null);
        return consumed > 0;
    }

    // Something that is no object: given as a record up to the end of its line, for the parser to refuse.
    private bool TrySkipForeign(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut)
    {
        int end = isArray ? unread.IndexOfAny((byte)'\n', (byte)',', (byte)']') : unread.IndexOfAny((byte)'\n', (byte)',');
        if (end < 0)
        {
            end = unread.Length;
            cut = new RecordCut(0, end, end, null);
            return isAtEnd;
        }

        cut = new RecordCut(0, end, end, null);
        return true;
    }
}
