using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Xml;

/// <summary>
/// Reads one event's XML into a sink. Namespaces are not looked at beyond leaving their declarations out. Values are the texts of elements
/// without child elements, and attributes. In <c>System</c> blanks around a value mean nothing and an empty one is none; elsewhere the text
/// counts as it is.
/// </summary>
/// <typeparam name="TSink">A structure, so that each kind of sink gets code of its own.</typeparam>
[HotPath]
internal sealed class EventXmlWalker<TSink>
    where TSink : struct, IEventXmlSink
{
    private const int Deepest = 64;

    private readonly EventXmlText _text = new();
    private readonly EventXmlText _name = new();
    private readonly Frame[] _open = new Frame[Deepest];
    private int _depth;

    /// <summary>Reads an event.</summary>
    /// <param name="xml">The element, from its start tag to its end tag.</param>
    /// <param name="sink">Takes the values.</param>
    /// <param name="root">The sink's place of the event itself.</param>
    /// <returns>Why it cannot be read; null if it can.</returns>
    public string? Read(ReadOnlySpan<byte> xml, ref TSink sink, int root)
    {
        if (!Utf8Text.IsValid(xml))
        {
            return "the event is not valid UTF-8";
        }

        _depth = 0;
        var tokens = new EventXmlTokenizer(xml);
        ReadOnlySpan<byte> plain = default;
        bool isPlain = true;
        string? fault = null;
        while (fault is null && tokens.Read())
        {
            switch (tokens.Token)
            {
                case EventXmlToken.StartTag:
                    fault = Enter(xml, ref tokens, ref sink, root);
                    plain = default;
                    isPlain = true;
                    if (fault is null && tokens.IsEmptyElement)
                    {
                        Leave(default, ref sink);
                    }

                    break;
                case EventXmlToken.EndTag:
                    if (_depth == 0 || !tokens.Name.SequenceEqual(xml.Slice(_open[_depth - 1].NameStart, _open[_depth - 1].NameLength)))
                    {
                        fault = "an end tag does not fit its start tag";
                        break;
                    }

                    Leave(isPlain ? plain : _text.Text, ref sink);
                    plain = default;
                    isPlain = true;
                    break;
                default:
                    fault = TakeText(ref tokens, ref plain, ref isPlain);
                    break;
            }
        }

        return fault ?? tokens.Fault ?? (_depth > 0 ? "the event has no end tag" : null);
    }

    private string? TakeText(ref EventXmlTokenizer tokens, ref ReadOnlySpan<byte> plain, ref bool isPlain)
    {
        if (_depth == 0)
        {
            return JsonBlanks.CountLeading(tokens.Text) == tokens.Text.Length ? null : "there is text outside the event";
        }

        bool isVerbatim = tokens.Token == EventXmlToken.CData;
        if (_open[_depth - 1].HasChildren || (_open[_depth - 1].Place < 0 && isVerbatim))
        {
            return null;
        }

        if (isPlain && plain.IsEmpty && !isVerbatim && EventXmlText.IsPlain(tokens.Text))
        {
            plain = tokens.Text;
            return null;
        }

        if (isPlain)
        {
            _text.Clear();
            _text.AppendVerbatim(plain);
            isPlain = false;
        }

        if (isVerbatim)
        {
            _text.AppendVerbatim(tokens.Text);
            return null;
        }

        return _text.TryAppend(tokens.Text) ? null : "a reference is not known";
    }

    private string? Enter(ReadOnlySpan<byte> xml, ref EventXmlTokenizer tokens, ref TSink sink, int root)
    {
        if (_depth == Deepest)
        {
            return "the elements are nested too deeply";
        }

        ReadOnlySpan<byte> local = EventXmlTokenizer.Local(tokens.Name);
        ref Frame frame = ref _open[_depth];
        if (_depth == 0)
        {
            frame = new Frame { Place = root };
        }
        else
        {
            ref Frame parent = ref _open[_depth - 1];
            parent.HasChildren = true;
            parent.ChildCount++;
            frame = new Frame
            {
                Place = parent.Place < 0 || parent.IsEventData ? -1 : sink.Child(parent.Place, local),
                IsEventData = _depth == 1 && local.SequenceEqual("EventData"u8),
                IsTrimmed = parent.IsTrimmed || (_depth == 1 && local.SequenceEqual("System"u8)),
            };
        }

        frame.NameStart = (int)System.Runtime.CompilerServices.Unsafe.ByteOffset(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(xml),
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(tokens.Name));
        frame.NameLength = tokens.Name.Length;
        _depth++;
        return ReadAttributes(local, ref tokens, ref sink);
    }

    private string? ReadAttributes(ReadOnlySpan<byte> local, ref EventXmlTokenizer tokens, ref TSink sink)
    {
        ref Frame frame = ref _open[_depth - 1];
        bool isData = _depth > 1 && _open[_depth - 2].IsEventData;
        bool isNamed = false;
        while (tokens.ReadAttribute(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (!EventXmlText.IsPlain(value) || value.IndexOfAny((byte)'\n', (byte)'\t') >= 0)
            {
                _name.Clear();
                if (!_name.TryAppend(value, isAttribute: true))
                {
                    return "a reference is not known";
                }

                value = _name.Text;
            }

            if (isData)
            {
                if (name.SequenceEqual("Name"u8) && !value.IsEmpty)
                {
                    isNamed = true;
                    frame.Place = DataPlace(value, ref sink);
                }
            }
            else if (_depth > 1 && frame.Place >= 0 && !name.StartsWith("xmlns"u8)
                && sink.Attribute(frame.Place, EventXmlTokenizer.Local(name)) is >= 0 and int place)
            {
                sink.Value(place, value);
            }
        }

        if (isData && !isNamed)
        {
            frame.Place = DataPlace(local, ref sink);
        }

        return tokens.Fault;
    }

    // A child of EventData is known by its name; Data says no more than nothing, so it counts by position, named ones included.
    private int DataPlace(ReadOnlySpan<byte> name, ref TSink sink)
    {
        ref Frame parent = ref _open[_depth - 2];
        return parent.Place < 0 ? -1
            : name.SequenceEqual("Data"u8) ? sink.Position(parent.Place, parent.ChildCount)
            : sink.Child(parent.Place, name);
    }

    private void Leave(ReadOnlySpan<byte> text, ref TSink sink)
    {
        ref Frame frame = ref _open[--_depth];
        if (frame.Place < 0 || frame.HasChildren || _depth < 2)
        {
            return;
        }

        if (frame.IsTrimmed)
        {
            text = text.Slice(JsonBlanks.CountLeading(text));
            text = text.Slice(0, JsonBlanks.LengthWithoutTrailing(text));
            if (text.IsEmpty)
            {
                return;
            }
        }

        sink.Value(frame.Place, text);
    }

    private struct Frame
    {
        public int Place;
        public int NameStart;
        public int NameLength;
        public int ChildCount;
        public bool HasChildren;
        public bool IsEventData;
        public bool IsTrimmed;
    }
}
