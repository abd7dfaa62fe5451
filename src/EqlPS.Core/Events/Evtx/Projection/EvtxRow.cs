using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Projection;

/// <summary>The wanted values of the record that was read last; valid until the next one or until the chunk is disposed.</summary>
[HotPath]
internal sealed class EvtxRow
{
    private const int NestingLimit = 16;
    private const int NestedPerRecord = 256;

    private readonly EvtxProjection _projection;
    private readonly BinaryXmlWalker _walker = new();
    private readonly ProjectionSink _sink;
    private readonly LiteralReader _literal;
    private readonly SlotTable _slots;
    private int[] _offsets = new int[256];
    private int _nested;
    private EvtxLossReason _reason;

    public EvtxRow(EvtxProjection projection)
    {
        _projection = projection;
        _slots = new SlotTable(projection.Paths.Count);
        _sink = new ProjectionSink(_slots, projection.Document);
        _literal = new LiteralReader(_sink);
    }

    private enum Outcome
    {
        Read,
        Walk,
        Damaged,
    }

    /// <summary>Number of slots.</summary>
    public int Count => _slots.Count;

    /// <summary>The first value of a slot; an array is one value here.</summary>
    public EvtxValueRef this[int slot] => _slots[_projection.FilledSlot(slot)];

    /// <summary>Whether a slot has a value; of equal paths only the first one's does.</summary>
    public bool IsFilled(int slot) => _slots.IsFilled(slot);

    /// <summary>The value of a filled slot that has just one, which is no array.</summary>
    public bool TryGetOnly(int slot, out EvtxValueRef value)
    {
        value = _slots.First(slot, out int next);
        return next == 0 && !value.IsArray;
    }

    /// <summary>All values of a slot, arrays taken apart.</summary>
    public EvtxRowValues GetValues(int slot) => new(_slots, _projection.FilledSlot(slot));

    /// <summary>Reads a record's values; false, with the reason, when it is damaged, and the row then holds what could be read.</summary>
    public bool TryRead(in EvtxRecord record, out EvtxLossReason reason)
    {
        _slots.Clear();
        _nested = 0;
        _reason = EvtxLossReason.None;
        Outcome outcome = Outcome.Walk;
        if (record.TryGetInstance(out TemplateInstance instance, out reason))
        {
            outcome = Run(record.Chunk, instance, _projection.Document, 0, 0);
        }
        else if (reason != EvtxLossReason.None)
        {
            return false;
        }
        else
        {
            _sink.Start();
            outcome = _literal.TryRead(record) ? Outcome.Read : Outcome.Walk;
        }

        if (outcome == Outcome.Walk)
        {
            return TryWalk(record, out reason);
        }

        reason = _reason;
        return outcome == Outcome.Read;
    }

    /// <summary>Reads a record by walking all of it: the answers are those of <see cref="TryRead"/>.</summary>
    public bool TryWalk(in EvtxRecord record, out EvtxLossReason reason)
    {
        _slots.Clear();
        _sink.Start();
        return _walker.TryWalk(record, _sink, out reason);
    }

    private Outcome Run(EvtxChunk chunk, in TemplateInstance instance, PathNode place, int firstOffset, int depth)
    {
        ProjectionPlan plan = place.PlanFor(instance.Program);
        if (plan.NeedsWalk)
        {
            return Outcome.Walk;
        }

        if (_offsets.Length < firstOffset + instance.Count)
        {
            Array.Resize(ref _offsets, Math.Max(firstOffset + instance.Count, _offsets.Length * 2));
        }

        instance.FillOffsets(chunk, _offsets.AsSpan(firstOffset, instance.Count));
        int position = 0;
        Outcome result = Outcome.Read;
        foreach (ref readonly PlanStep step in plan.Steps.AsSpan())
        {
            if (step.Guard >= 0 && instance.TypeOf(chunk, step.Guard) == BinaryXmlType.Null)
            {
                continue;
            }

            EvtxValueRef value = step.Substitution < 0
                ? step.Constant
                : instance.Value(chunk, step.Substitution, _offsets.AsSpan(firstOffset, instance.Count));
            if (step.IsOptional && value.IsNull)
            {
                continue;
            }

            switch (step.Kind)
            {
                case PlanStepKind.Nested:
                    Outcome outcome = RunNested(chunk, value, step.Place!, firstOffset + instance.Count, depth);
                    if (outcome == Outcome.Walk)
                    {
                        return outcome;
                    }

                    // Damage in one part does not take the others away.
                    result = outcome == Outcome.Damaged ? outcome : result;
                    break;
                case PlanStepKind.Position:
                    if (value.Type == BinaryXmlType.BinaryXml && value.Bytes.Length > 0)
                    {
                        return Outcome.Walk;
                    }

                    FeedPositions(step, value, ref position);
                    break;
                default:
                    if (_slots.IsFilled(step.Slot)
                        || (value.Type == BinaryXmlType.BinaryXml && value.Bytes.Length > 0)
                        || (step.IsAttribute && (value.IsArray || IsArray(chunk, instance, step.Repeater))))
                    {
                        return Outcome.Walk;
                    }

                    _slots.Append(step.Slot, Element(value));
                    break;
            }
        }

        return result;
    }

    private Outcome RunNested(EvtxChunk chunk, in EvtxValueRef value, PathNode place, int firstOffset, int depth)
    {
        if (value.Type != BinaryXmlType.BinaryXml)
        {
            return value.IsArray ? Outcome.Walk : Outcome.Read;
        }

        if (value.Bytes.Length == 0)
        {
            return Outcome.Read;
        }

        if (depth == NestingLimit || ++_nested > NestedPerRecord)
        {
            return Outcome.Walk;
        }

        int start = value.OffsetInBuffer;
        int end = start + value.Bytes.Length;
        if (TemplateInstance.TryReadFragment(chunk, start, end, out TemplateInstance nested, out EvtxLossReason reason))
        {
            return Run(chunk, nested, place, firstOffset, depth + 1);
        }

        if (reason == EvtxLossReason.None)
        {
            return Outcome.Walk;
        }

        _reason = reason;
        return Outcome.Damaged;
    }

    private static bool IsArray(EvtxChunk chunk, in TemplateInstance instance, int number) =>
        number >= 0 && (instance.TypeOf(chunk, number) & BinaryXmlType.Array) != 0;

    /// <summary>What an element has whose only content is the value: an array without items makes one empty element.</summary>
    private static EvtxValueRef Element(in EvtxValueRef value) =>
        value.Type == BinaryXmlType.BinaryXml ? EvtxValueRef.Empty
        : value.IsArray && !value.GetItems().MoveNext() ? EvtxValueRef.Null
        : value;

    private void FeedPositions(in PlanStep step, in EvtxValueRef value, ref int position)
    {
        PathNode eventData = step.Place!;
        if (!value.IsArray)
        {
            FeedPosition(step, Element(value), ++position);
            return;
        }

        int before = position;
        foreach (EvtxValueRef item in value.GetItems())
        {
            if (position >= eventData.LastPosition)
            {
                return;
            }

            FeedPosition(step, item, ++position);
        }

        if (position == before)
        {
            FeedPosition(step, EvtxValueRef.Null, ++position);
        }
    }

    private void FeedPosition(in PlanStep step, in EvtxValueRef value, int position)
    {
        int slot = step.IsNamed ? -1 : step.Place!.FindPosition(position);
        if (slot >= 0)
        {
            _slots.Append(slot, value);
        }
    }
}
