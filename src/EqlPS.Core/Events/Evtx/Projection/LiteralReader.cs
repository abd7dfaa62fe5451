using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>
/// Plays the XML of plain literal records, as collectors write them, to a sink token by token. It gives up where anything is unusual:
/// templates and substitutions, references, damage; what it says of the others is what a walk says.
/// </summary>
/// <param name="sink">Receives the XML.</param>
[HotPath]
internal sealed class LiteralReader(ProjectionSink sink)
{
    private const int FragmentHeaderSize = 4;
    private const int AttributesSize = 4;

    // Token and size.
    private const int ElementSize = 5;

    private readonly string[] _open = new string[BinaryXmlParser.DepthLimit];
    private EvtxChunk _chunk = null!;
    private int _position;
    private int _end;
    private int _depth;
    private bool _inStartTag;
    private bool _inAttribute;

    /// <summary>Plays a record whose templates are selected; false if it gave up, and then the sink must be started anew.</summary>
    public bool TryRead(in EvtxRecord record)
    {
        _chunk = record.Chunk;
        _position = record.ContentStart;
        _end = record.ContentEnd;
        _depth = 0;
        _inStartTag = _inAttribute = false;
        ReadOnlySpan<byte> data = _chunk.Data.Slice(0, _end);
        while (_position < _end)
        {
            byte token = data[_position];
            if (token == (byte)BinaryXmlToken.EndOfFile)
            {
                break;
            }

            if (!TryRead(data, (BinaryXmlToken)token & ~BinaryXmlToken.More, (token & (byte)BinaryXmlToken.More) != 0))
            {
                return false;
            }
        }

        return _depth == 0;
    }

    private bool TryRead(ReadOnlySpan<byte> data, BinaryXmlToken token, bool hasMore)
    {
        switch (token)
        {
            case BinaryXmlToken.OpenStartElement:
                return TryOpenElement(data, hasMore);
            case BinaryXmlToken.Attribute:
                return TryOpenAttribute(data);
            case BinaryXmlToken.Value:
                return TryReadValue(data);
            case BinaryXmlToken.CloseStartElement:
                return TryCloseStartTag();
            case BinaryXmlToken.CloseEmptyElement:
                return TryCloseStartTag() && TryCloseElement();
            case BinaryXmlToken.EndElement:
                _position++;
                return !_inStartTag && TryCloseElement();
            case BinaryXmlToken.FragmentHeader when _depth == 0 && _end - _position >= FragmentHeaderSize:
                _position += FragmentHeaderSize;
                return true;
            default:
                return false;
        }
    }

    private bool TryOpenElement(ReadOnlySpan<byte> data, bool hasAttributes)
    {
        if (_inStartTag || _depth == _open.Length || !TryReadName(data, _position + ElementSize, out string name))
        {
            return false;
        }

        _position += hasAttributes ? AttributesSize : 0;
        _inStartTag = true;
        _open[_depth++] = name;
        sink.BeginElement(name);
        return _position <= _end;
    }

    private bool TryOpenAttribute(ReadOnlySpan<byte> data)
    {
        if (!_inStartTag || !TryReadName(data, _position + 1, out string name))
        {
            return false;
        }

        CloseAttribute();
        _inAttribute = true;
        sink.BeginAttribute(name);
        return true;
    }

    private void CloseAttribute()
    {
        if (_inAttribute)
        {
            _inAttribute = false;
            sink.EndAttribute();
        }
    }

    private bool TryCloseStartTag()
    {
        CloseAttribute();
        bool isOpen = _inStartTag;
        _inStartTag = false;
        _position++;
        return isOpen;
    }

    private bool TryCloseElement()
    {
        if (_depth == 0)
        {
            return false;
        }

        sink.EndElement(_open[--_depth], false);
        return true;
    }

    private bool TryReadValue(ReadOnlySpan<byte> data)
    {
        if (_end - _position < 4 || (_inStartTag && !_inAttribute))
        {
            return false;
        }

        var type = (BinaryXmlType)data[_position + 1];
        int at = _position + 2;
        int length;
        if (type is BinaryXmlType.String or BinaryXmlType.AnsiString)
        {
            length = Bytes.UInt16(data, at) * (type == BinaryXmlType.String ? sizeof(char) : 1);
            at += sizeof(ushort);
        }
        else
        {
            length = EvtxValueSizes.OfLiteral(data, at, type);
        }

        _position = at + length;
        if (length < 0 || _position > _end)
        {
            return false;
        }

        sink.Text(new EvtxValueRef(_chunk.Buffer, at, length, type), BinaryXmlTextKind.Text);
        return true;
    }

    // Reads a reference to a name, and the name itself where it follows.
    private bool TryReadName(ReadOnlySpan<byte> data, int at, out string name)
    {
        name = string.Empty;
        if (_end - at < sizeof(int))
        {
            return false;
        }

        int offset = Bytes.Int32(data, at);
        if (_chunk.Templates.GetName(offset) is not string known)
        {
            return false;
        }

        name = known;
        _position = at + sizeof(int);
        _position += offset == _position ? ChunkTemplates.NameSize(name) : 0;
        return _position <= _end;
    }
}
