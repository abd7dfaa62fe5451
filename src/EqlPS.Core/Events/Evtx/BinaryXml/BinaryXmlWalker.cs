using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>Plays a record's XML to a sink, whether it is a template instance, literal or both; reusable, for one thread.</summary>
/// <remarks>
/// The rules of [MS-EVEN6] 3.1.4.7: an optional substitution of a null value removes the attribute or element that directly holds it,
/// and a substitution of an array repeats the element for every item. An element that holds binary XML stays in any case, because
/// the root of every Windows event holds its payload as an optional substitution.
/// </remarks>
[HotPath]
internal sealed class BinaryXmlWalker
{
    private readonly List<BinaryXmlParser> _parsers = [];
    private int[] _offsets = new int[256];
    private int _offsetCount;
    private int _parserCount;
    private WalkBudget _budget;
    private EvtxChunk _chunk = null!;
    private BinaryXmlSink _sink = NullSink.Instance;
    private EvtxLossReason _reason;
    private int _depth;

    /// <summary>Plays a record; false, with the reason, when it could not be played to its end.</summary>
    public bool TryWalk(in EvtxRecord record, BinaryXmlSink sink, out EvtxLossReason reason)
    {
        _budget.Start(record);
        _chunk = record.Chunk;
        _chunk.Select(record);
        _sink = sink;
        _reason = EvtxLossReason.None;
        _depth = _offsetCount = _parserCount = 0;
        bool isWhole = WalkFragment(record.ContentStart, record.ContentEnd);
        reason = _reason;
        _budget.End();
        return isWhole;
    }

    private bool Fail(EvtxLossReason reason)
    {
        _reason = _reason == EvtxLossReason.None ? reason : _reason;
        return false;
    }

    private bool Take(int bytes) => _budget.Take(bytes) || Fail(EvtxLossReason.RecordTooLarge);

    /// <summary>Plays what stands between two offsets of the chunk: one instance, or any tokens.</summary>
    private bool WalkFragment(int start, int end)
    {
        if (++_depth > WalkBudget.Depth)
        {
            return Fail(EvtxLossReason.RecordTooLarge);
        }

        bool isWhole;
        if (TemplateInstance.TryReadFragment(_chunk, start, end, out TemplateInstance instance, out EvtxLossReason reason))
        {
            isWhole = WalkInstance(instance);
        }
        else
        {
            isWhole = reason == EvtxLossReason.None ? WalkLiteral(start, end) : Fail(reason);
        }

        _depth--;
        return isWhole;
    }

    private bool WalkInstance(in TemplateInstance instance)
    {
        int first = _offsetCount;
        int needed = first + instance.Count;
        if (needed > _offsets.Length)
        {
            Array.Resize(ref _offsets, Math.Max(needed, _offsets.Length * 2));
        }

        _offsetCount = needed;
        instance.FillOffsets(_chunk, _offsets.AsSpan(first, instance.Count));
        TemplateProgram program = instance.Program;
        var frame = new WalkFrame(program.Nodes, program.Nodes.Length, program.Names, program.Body, instance, first);
        bool isWhole = Take(instance.Count) && WalkNodes(frame, 0, frame.Count);
        _offsetCount = first;
        return isWhole;
    }

    private bool WalkLiteral(int start, int end)
    {
        if (_parserCount == _parsers.Count)
        {
            _parsers.Add(new BinaryXmlParser());
        }

        BinaryXmlParser parser = _parsers[_parserCount++];
        bool isWhole = Take(end - start);
        if (isWhole)
        {
            isWhole = parser.TryParse(_chunk, start, end, false, out EvtxLossReason reason);
            BinaryXmlNodeList list = parser.Result;
            var frame = new WalkFrame(list.Nodes, list.Count, list.Names, _chunk.Buffer, default, 0);
            isWhole = WalkNodes(frame, 0, frame.Count) && (isWhole || Fail(reason));
        }

        _parserCount--;
        return isWhole;
    }

    private bool WalkNodes(in WalkFrame frame, int from, int to)
    {
        for (int i = from; i < to; i = frame.Nodes[i].End)
        {
            if (!WalkNode(frame, i))
            {
                return false;
            }
        }

        return true;
    }

    private bool WalkNode(in WalkFrame frame, int index)
    {
        ref readonly BinaryXmlNode node = ref frame.Nodes[index];
        switch (node.Kind)
        {
            case BinaryXmlNodeKind.Element:
                return WalkElement(frame, index);
            case BinaryXmlNodeKind.TemplateInstance:
                return TemplateInstance.TryRead(_chunk, node.Offset, node.Offset + node.Length, out TemplateInstance instance)
                    ? WalkNested(instance)
                    : Fail(EvtxLossReason.TemplateDamaged);
            case BinaryXmlNodeKind.ProcessingInstruction:
                string target = frame.Names[node.Name];
                _sink.ProcessingInstruction(target, Constant(frame, node));
                return Take(target.Length + node.Length);
            case BinaryXmlNodeKind.NormalSubstitution or BinaryXmlNodeKind.OptionalSubstitution:
                return WalkSubstitution(Value(frame, node));
            case BinaryXmlNodeKind.EntityReference:
                return WalkText(EntityText.Resolve(frame.Names[node.Name]), BinaryXmlTextKind.Text);
            case BinaryXmlNodeKind.CharacterReference:
                return WalkText(Constant(frame, node), BinaryXmlTextKind.CharacterReference);
            case BinaryXmlNodeKind.CData:
                return WalkText(Constant(frame, node), BinaryXmlTextKind.CData);
            default:
                return WalkText(Constant(frame, node), BinaryXmlTextKind.Text);
        }
    }

    private bool WalkNested(in TemplateInstance instance)
    {
        bool isWhole = ++_depth <= WalkBudget.Depth ? WalkInstance(instance) : Fail(EvtxLossReason.RecordTooLarge);
        _depth--;
        return isWhole;
    }

    private bool WalkText(in EvtxValueRef value, BinaryXmlTextKind kind)
    {
        if (!Take(value.Bytes.Length))
        {
            return false;
        }

        _sink.Text(value, kind);
        return true;
    }

    private bool WalkSubstitution(in EvtxValueRef value)
    {
        if (value.Type == BinaryXmlType.BinaryXml)
        {
            int start = value.OffsetInBuffer;
            return value.Bytes.Length == 0 || WalkFragment(start, start + value.Bytes.Length);
        }

        // The array that repeats an element does not come here; any other in the same element stays whole.
        return WalkText(value, BinaryXmlTextKind.Text);
    }

    private bool WalkElement(in WalkFrame frame, int index)
    {
        ref readonly BinaryXmlNode element = ref frame.Nodes[index];
        string name = frame.Names[element.Name];
        int contents = index + 1;
        while (contents < element.End && frame.Nodes[contents].Kind == BinaryXmlNodeKind.Attribute)
        {
            contents = frame.Nodes[contents].End;
        }

        if (IsOmitted(frame, contents, element.End))
        {
            return Take(0);
        }

        int array = FindArray(frame, contents, element.End);
        if (++_depth > WalkBudget.Depth)
        {
            return Fail(EvtxLossReason.RecordTooLarge);
        }

        bool isWhole = array < 0
            ? WalkCopy(frame, index, contents, name, -1, default)
            : WalkRepeated(frame, index, contents, name, array);
        _depth--;
        return isWhole;
    }

    private bool WalkRepeated(in WalkFrame frame, int index, int contents, string name, int array)
    {
        bool hasItems = false;
        foreach (EvtxValueRef item in Value(frame, frame.Nodes[array]).GetItems())
        {
            hasItems = true;
            if (!WalkCopy(frame, index, contents, name, array, item))
            {
                return false;
            }
        }

        return hasItems || WalkCopy(frame, index, contents, name, array, EvtxValueRef.Null);
    }

    /// <summary>Plays an element once, with one item in the place of the array that repeats it.</summary>
    private bool WalkCopy(in WalkFrame frame, int index, int contents, string name, int array, in EvtxValueRef item)
    {
        ref readonly BinaryXmlNode element = ref frame.Nodes[index];
        if (!Take(name.Length * sizeof(char)))
        {
            return false;
        }

        _sink.BeginElement(name);
        for (int i = index + 1; i < contents; i = frame.Nodes[i].End)
        {
            if (!WalkAttribute(frame, i))
            {
                return false;
            }
        }

        _sink.EndStartTag(element.IsEmptyTag);
        bool isWhole = array < 0
            ? WalkNodes(frame, contents, element.End)
            : WalkNodes(frame, contents, array) && WalkText(item, BinaryXmlTextKind.Text) && WalkNodes(frame, array + 1, element.End);
        if (isWhole)
        {
            _sink.EndElement(name, element.IsEmptyTag);
        }

        return isWhole;
    }

    private bool WalkAttribute(in WalkFrame frame, int index)
    {
        ref readonly BinaryXmlNode attribute = ref frame.Nodes[index];
        string name = frame.Names[attribute.Name];
        if (IsOmitted(frame, index + 1, attribute.End))
        {
            return Take(0);
        }

        if (!Take(name.Length * sizeof(char)))
        {
            return false;
        }

        _sink.BeginAttribute(name);
        for (int i = index + 1; i < attribute.End; i = frame.Nodes[i].End)
        {
            bool isMarkup = frame.Nodes[i].IsSubstitution && Value(frame, frame.Nodes[i]).Type == BinaryXmlType.BinaryXml;
            if (!isMarkup && !WalkNode(frame, i))
            {
                return false;
            }
        }

        _sink.EndAttribute();
        return true;
    }

    private bool IsOmitted(in WalkFrame frame, int from, int to)
    {
        for (int i = from; i < to; i = frame.Nodes[i].End)
        {
            ref readonly BinaryXmlNode node = ref frame.Nodes[i];
            if (node.Kind == BinaryXmlNodeKind.OptionalSubstitution && node.Type != BinaryXmlType.BinaryXml
                && frame.Instance.TypeOf(_chunk, node.Substitution) == BinaryXmlType.Null)
            {
                return true;
            }
        }

        return false;
    }

    private int FindArray(in WalkFrame frame, int from, int to)
    {
        for (int i = from; i < to; i = frame.Nodes[i].End)
        {
            ref readonly BinaryXmlNode node = ref frame.Nodes[i];
            if (node.IsSubstitution && (frame.Instance.TypeOf(_chunk, node.Substitution) & BinaryXmlType.Array) != 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static EvtxValueRef Constant(in WalkFrame frame, in BinaryXmlNode node) =>
        new(frame.Bytes, node.Offset, node.Length, node.Type);

    private EvtxValueRef Value(in WalkFrame frame, in BinaryXmlNode node) =>
        frame.Instance.Value(_chunk, node.Substitution, _offsets.AsSpan(frame.FirstOffset, frame.Instance.Count));
}
