using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Turns the tokens of a template or of literal binary XML into a flat list of nodes; reusable, for one thread.</summary>
[HotPath]
internal sealed class BinaryXmlParser
{
    /// <summary>Deepest nesting of elements.</summary>
    public const int DepthLimit = 64;

    private const int FragmentHeaderSize = 4;

    private readonly int[] _open = new int[DepthLimit];
    private readonly BinaryXmlNodeList _list = new();
    private int _depth;
    private int _attribute;
    private bool _inStartTag;
    private EvtxChunk _chunk = null!;
    private int _start;
    private int _end;
    private int _position;
    private bool _isTemplate;
    private bool _hasDependencyIds;

    /// <summary>What the last parse has read, up to the damage if there is any; the next parse overwrites it.</summary>
    public BinaryXmlNodeList Result => _list;

    /// <summary>Parses the bytes of the chunk from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="chunk">The chunk whose bytes and names are read.</param>
    /// <param name="start">Offset in the chunk of the first token.</param>
    /// <param name="end">Offset in the chunk behind the last token.</param>
    /// <param name="isTemplate">A template's body: text offsets count from <paramref name="start"/>.</param>
    /// <param name="reason">What is wrong, if the result is false.</param>
    /// <remarks>
    /// [MS-EVEN6] puts a dependency identifier into the elements of template definitions and of nothing else, but no token tells.
    /// So what does not parse as the rule has it is tried the other way round.
    /// </remarks>
    public bool TryParse(EvtxChunk chunk, int start, int end, bool isTemplate, out EvtxLossReason reason)
    {
        reason = Parse(chunk, start, end, isTemplate, isTemplate);
        if (reason == EvtxLossReason.BinaryXmlDamaged)
        {
            reason = Parse(chunk, start, end, isTemplate, !isTemplate) == EvtxLossReason.None
                ? EvtxLossReason.None
                : Parse(chunk, start, end, isTemplate, isTemplate);
        }

        CloseOpen();
        return reason == EvtxLossReason.None;
    }

    /// <summary>Ends what damage has left open, so that what stands before it can be walked.</summary>
    private void CloseOpen()
    {
        CloseAttribute();
        while (_depth > 0)
        {
            CloseElement(false);
        }
    }

    private EvtxLossReason Parse(EvtxChunk chunk, int start, int end, bool isTemplate, bool hasDependencyIds)
    {
        _hasDependencyIds = hasDependencyIds;
        _chunk = chunk;
        _start = _position = start;
        _end = end;
        _isTemplate = isTemplate;
        _list.Clear();
        _depth = 0;
        _attribute = -1;
        _inStartTag = false;
        while (_position < end)
        {
            var token = (BinaryXmlToken)chunk.Data[_position];
            if (token == BinaryXmlToken.EndOfFile)
            {
                break;
            }

            EvtxLossReason reason = Read(token);
            if (reason != EvtxLossReason.None)
            {
                return reason;
            }
        }

        return _depth == 0 ? EvtxLossReason.None : EvtxLossReason.BinaryXmlDamaged;
    }

    private EvtxLossReason Read(BinaryXmlToken token)
    {
        bool more = (token & BinaryXmlToken.More) != 0;
        switch (token & ~BinaryXmlToken.More)
        {
            case BinaryXmlToken.OpenStartElement:
                return OpenElement(more);
            case BinaryXmlToken.Attribute:
                return OpenAttribute();
            case BinaryXmlToken.CloseStartElement:
                _position++;
                return CloseStartTag();
            case BinaryXmlToken.CloseEmptyElement:
                _position++;
                return CloseStartTag() == EvtxLossReason.None ? CloseElement(true) : EvtxLossReason.BinaryXmlDamaged;
            case BinaryXmlToken.EndElement:
                _position++;
                return _inStartTag ? EvtxLossReason.BinaryXmlDamaged : CloseElement(false);
            case BinaryXmlToken.Value:
                return ReadValue();
            case BinaryXmlToken.CDataSection:
                return ReadCountedText(BinaryXmlNodeKind.CData, _position + 1, -1);
            case BinaryXmlToken.CharacterReference:
                return Add(BinaryXmlNodeKind.CharacterReference, BinaryXmlType.String, _position + 1, sizeof(char));
            case BinaryXmlToken.EntityReference:
                return ReadEntity();
            case BinaryXmlToken.ProcessingInstructionTarget:
                return ReadInstruction();
            case BinaryXmlToken.TemplateInstance:
                return ReadInstance();
            case BinaryXmlToken.NormalSubstitution:
                return ReadSubstitution(BinaryXmlNodeKind.NormalSubstitution);
            case BinaryXmlToken.OptionalSubstitution:
                return ReadSubstitution(BinaryXmlNodeKind.OptionalSubstitution);
            case BinaryXmlToken.FragmentHeader when _depth == 0 && _end - _position >= FragmentHeaderSize:
                _position += FragmentHeaderSize;
                return EvtxLossReason.None;
            default:
                return EvtxLossReason.BinaryXmlDamaged;
        }
    }

    private EvtxLossReason OpenElement(bool hasAttributes)
    {
        // Token, dependency identifier, which repeats what optional substitutions say, and size.
        int fields = 1 + (_hasDependencyIds ? 2 : 0) + 4;
        if (_inStartTag || _depth == DepthLimit || !ReadName(_position + fields, out int name))
        {
            return _depth == DepthLimit ? EvtxLossReason.RecordTooLarge : EvtxLossReason.BinaryXmlDamaged;
        }

        if (hasAttributes)
        {
            // The length of the attribute list; the attributes themselves say where they end.
            if (_end - _position < 4)
            {
                return EvtxLossReason.BinaryXmlDamaged;
            }

            _position += 4;
        }

        _open[_depth++] = _list.Count;
        _inStartTag = true;
        _list.Add(new BinaryXmlNode { Kind = BinaryXmlNodeKind.Element, Name = name });
        return EvtxLossReason.None;
    }

    private EvtxLossReason OpenAttribute()
    {
        if (!_inStartTag || !ReadName(_position + 1, out int name))
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        CloseAttribute();
        _attribute = _list.Count;
        _list.Add(new BinaryXmlNode { Kind = BinaryXmlNodeKind.Attribute, Name = name });
        return EvtxLossReason.None;
    }

    private void CloseAttribute()
    {
        if (_attribute >= 0)
        {
            _list.Nodes[_attribute].End = _list.Count;
            _attribute = -1;
        }
    }

    private EvtxLossReason CloseStartTag()
    {
        if (!_inStartTag)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        CloseAttribute();
        _inStartTag = false;
        return EvtxLossReason.None;
    }

    private EvtxLossReason CloseElement(bool isEmptyTag)
    {
        if (_depth == 0)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        ref BinaryXmlNode element = ref _list.Nodes[_open[--_depth]];
        element.End = _list.Count;
        element.IsEmptyTag = isEmptyTag;
        return EvtxLossReason.None;
    }

    private EvtxLossReason ReadValue()
    {
        if (_end - _position < 2)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        var type = (BinaryXmlType)_chunk.Data[_position + 1];
        if (type == BinaryXmlType.String)
        {
            return ReadCountedText(BinaryXmlNodeKind.Text, _position + 2, -1);
        }

        if (type == BinaryXmlType.AnsiString)
        {
            int count = _end - _position < 4 ? int.MaxValue : Bytes.UInt16(_chunk.Data, _position + 2);
            return Add(BinaryXmlNodeKind.Text, type, _position + 4, count);
        }

        int length = EvtxValueSizes.OfLiteral(_chunk.Data.Slice(0, _end), _position + 2, type);
        return length < 0 ? EvtxLossReason.BinaryXmlDamaged : Add(BinaryXmlNodeKind.Text, type, _position + 2, length);
    }

    private EvtxLossReason ReadCountedText(BinaryXmlNodeKind kind, int countAt, int name)
    {
        if (_end - countAt < 2)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        EvtxLossReason reason = Add(kind, BinaryXmlType.String, countAt + 2, Bytes.UInt16(_chunk.Data, countAt) * sizeof(char));
        if (reason == EvtxLossReason.None)
        {
            _list.Nodes[_list.Count - 1].Name = name;
        }

        return reason;
    }

    private EvtxLossReason ReadEntity()
    {
        if (!ReadName(_position + 1, out int name))
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        EvtxLossReason reason = Add(BinaryXmlNodeKind.EntityReference, BinaryXmlType.String, _position, 0);
        if (reason == EvtxLossReason.None)
        {
            _list.Nodes[_list.Count - 1].Name = name;
        }

        return reason;
    }

    private EvtxLossReason ReadInstruction()
    {
        if (_inStartTag || !ReadName(_position + 1, out int name)
            || _position >= _end || _chunk.Data[_position] != (byte)BinaryXmlToken.ProcessingInstructionData)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        return ReadCountedText(BinaryXmlNodeKind.ProcessingInstruction, _position + 1, name);
    }

    private EvtxLossReason ReadInstance()
    {
        // A template is kept longer than the chunk that an instance in it would point into.
        int at = _position + 1;
        if (_isTemplate || _inStartTag)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        return TemplateInstance.TryRead(_chunk, at, _end, out TemplateInstance instance)
            ? Add(BinaryXmlNodeKind.TemplateInstance, BinaryXmlType.BinaryXml, at, instance.End - at)
            : EvtxLossReason.TemplateDamaged;
    }

    private EvtxLossReason ReadSubstitution(BinaryXmlNodeKind kind)
    {
        if (_end - _position < 4)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        ushort number = Bytes.UInt16(_chunk.Data, _position + 1);
        var type = (BinaryXmlType)_chunk.Data[_position + 3];
        EvtxLossReason reason = Add(kind, type, _position + 4, 0);
        if (reason == EvtxLossReason.None)
        {
            _list.Nodes[_list.Count - 1].Substitution = number;
        }

        return reason;
    }

    /// <summary>Adds a node without children whose text lies at an offset, and goes on behind the text.</summary>
    private EvtxLossReason Add(BinaryXmlNodeKind kind, BinaryXmlType type, int offset, int length)
    {
        bool isMisplaced = _inStartTag && _attribute < 0;
        if (length > _end - offset || isMisplaced)
        {
            return EvtxLossReason.BinaryXmlDamaged;
        }

        _list.Add(new BinaryXmlNode
        {
            Kind = kind, Type = type, Offset = _isTemplate ? offset - _start : offset, Length = length, Name = -1, End = _list.Count + 1,
        });
        _position = offset + length;
        return EvtxLossReason.None;
    }

    /// <summary>Reads a reference to a name and the name itself where it follows, and goes on behind both.</summary>
    private bool ReadName(int at, out int index)
    {
        index = -1;
        if (_end - at < 4)
        {
            return false;
        }

        int offset = Bytes.Int32(_chunk.Data, at);
        string? name = _chunk.Templates.GetName(offset);
        if (name is null)
        {
            return false;
        }

        _position = at + 4;
        bool isInline = offset == _position;
        if (isInline)
        {
            _position += ChunkTemplates.NameSize(name);
            if (_position > _end)
            {
                return false;
            }
        }

        if (_isTemplate)
        {
            _list.Fields.Add(new NameField(at - _start, isInline, name));
        }

        index = _list.AddName(name);
        return true;
    }
}
