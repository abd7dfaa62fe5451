using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Events.Xml;

/// <summary>Reads single events of Windows event XML: the wanted values into slots, or all of them.</summary>
internal sealed class EventXmlParser(IReadOnlyList<string> paths)
{
    private readonly EventXmlPaths _paths = new(paths);
    private readonly SlotValues _values = new(paths.Count);
    private readonly EventXmlWalker<ProjectionSink> _projection = new();
    private readonly EventXmlWalker<RecordSink> _whole = new();

    /// <summary>Fills the slots from an event.</summary>
    /// <param name="xml">One <c>Event</c> element.</param>
    /// <param name="slots">One for each path.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    /// <param name="fault">Why it cannot be read, or null; the slots are then undefined.</param>
    public bool TryRead(ReadOnlySpan<byte> xml, EqlValue[] slots, FaultCounter faults, out string? fault)
    {
        _values.Begin(slots, faults);
        var sink = new ProjectionSink(_paths, _values);
        fault = _projection.Read(xml, ref sink, 0);
        _values.End();
        return fault is null;
    }

    /// <summary>All values of an event that could be read into slots.</summary>
    public IReadOnlyList<RawField> ReadAll(ReadOnlySpan<byte> xml)
    {
        var sink = new RecordSink();
        _whole.Read(xml, ref sink, 0);
        return sink.Fields;
    }
}
