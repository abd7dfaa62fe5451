using System.Buffers;
using System.Globalization;
using System.Text;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;

namespace EqlPS.Events.Evtx.Tree;

/// <summary>Writes records as the XML that Windows renders: one line, attributes in single quotes; reusable, for one thread.</summary>
/// <remarks>Characters that XML 1.0 forbids become U+FFFD, so that the text can always be read back.</remarks>
internal sealed class EvtxXmlWriter
{
    private readonly BinaryXmlWalker _walker = new();
    private readonly Sink _sink = new();

    /// <summary>Writes the record; false, with the reason, when only its beginning could be written.</summary>
    public bool TryWrite(in EvtxRecord record, TextWriter destination, out EvtxLossReason reason)
    {
        _sink.Destination = destination;
        bool isWhole = _walker.TryWalk(record, _sink, out reason);
        _sink.CloseOpenTags();
        _sink.Destination = TextWriter.Null;
        return isWhole;
    }

    /// <summary>The record as a string; what could be rendered when it is damaged.</summary>
    public string Write(in EvtxRecord record, out EvtxLossReason reason)
    {
        using var text = new StringWriter(new StringBuilder(1024), CultureInfo.InvariantCulture);
        TryWrite(record, text, out reason);
        return text.ToString();
    }

    private sealed class Sink : BinaryXmlSink
    {
        private readonly Stack<string> _open = new();
        private bool _inAttribute;
        private bool _inStartTag;

        public TextWriter Destination { get; set; } = TextWriter.Null;

        public override void BeginElement(string name)
        {
            Destination.Write('<');
            WriteName(name);
            _open.Push(name);
            _inStartTag = true;
        }

        public override void BeginAttribute(string name)
        {
            Destination.Write(' ');
            WriteName(name);
            Destination.Write("='");
            _inAttribute = true;
        }

        public override void EndAttribute()
        {
            Destination.Write('\'');
            _inAttribute = false;
        }

        public override void EndStartTag(bool isEmptyTag)
        {
            Destination.Write(isEmptyTag ? "/>" : ">");
            _inStartTag = false;
        }

        public override void EndElement(string name, bool isEmptyTag)
        {
            _open.Pop();
            if (!isEmptyTag)
            {
                WriteEndTag(name);
            }
        }

        public override void ProcessingInstruction(string target, in EvtxValueRef data)
        {
            Destination.Write("<?");
            WriteName(target);
            Destination.Write(' ');
            WriteText(data, Escape.Instruction);
            Destination.Write("?>");
        }

        public override void Text(in EvtxValueRef value, BinaryXmlTextKind kind)
        {
            switch (kind)
            {
                case BinaryXmlTextKind.CData when !_inAttribute:
                    Destination.Write("<![CDATA[");
                    WriteText(value, Escape.CData);
                    Destination.Write("]]>");
                    break;
                case BinaryXmlTextKind.CharacterReference:
                    WriteReference(value);
                    break;
                default:
                    WriteText(value, _inAttribute ? Escape.Attribute : Escape.Text);
                    break;
            }
        }

        /// <summary>Ends what a damaged record has left open, so that the output stays well-formed.</summary>
        public void CloseOpenTags()
        {
            if (_inAttribute)
            {
                EndAttribute();
            }

            if (_inStartTag)
            {
                EndStartTag(false);
            }

            while (_open.Count > 0)
            {
                WriteEndTag(_open.Pop());
            }
        }

        private void WriteEndTag(string name)
        {
            Destination.Write("</");
            WriteName(name);
            Destination.Write('>');
        }

        private void WriteReference(in EvtxValueRef value)
        {
            value.TryGetUtf16(out ReadOnlySpan<char> text);
            if (text.Length == 1 && XmlText.IsAllowed(text, 0, out _))
            {
                Destination.Write("&#");
                Destination.Write(((int)text[0]).ToString(CultureInfo.InvariantCulture));
                Destination.Write(';');
            }
            else
            {
                Destination.Write(XmlText.Replacement);
            }
        }

        private void WriteName(string name) => Destination.Write(XmlText.SafeName(name));

        private void WriteText(in EvtxValueRef value, Escape escape)
        {
            if (value.TryGetUtf16(out ReadOnlySpan<char> text))
            {
                XmlText.Write(text, escape, Destination);
                return;
            }

            char[] rented = ArrayPool<char>.Shared.Rent(EvtxValueText.LongestLength(value));
            XmlText.Write(rented.AsSpan(0, EvtxValueText.Format(value, rented)), escape, Destination);
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
