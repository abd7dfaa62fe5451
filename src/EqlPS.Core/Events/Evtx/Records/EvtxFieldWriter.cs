using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Records;

/// <summary>Puts all values of a record into bytes of their own, by source path; reusable, for one thread.</summary>
[HotPath]
internal sealed class EvtxFieldWriter
{
    private readonly BinaryXmlWalker _walker = new();
    private readonly EvtxFieldBuffer _fields = new();
    private readonly EvtxFieldSink _sink;

    public EvtxFieldWriter() => _sink = new EvtxFieldSink(_fields);

    /// <summary>The bytes, for <see cref="EvtxRecordForm"/>: what a damaged record still gives, and why it is not whole.</summary>
    public byte[] Write(in EvtxRecord record, out EvtxLossReason reason)
    {
        _fields.Clear();
        if (record.IsRecovered)
        {
            _fields.AddTrue(EvtxRecordSlots.RecoveredPath.AsSpan());
        }

        _sink.Start();
        _walker.TryWalk(record, _sink, out reason);
        _sink.End();
        if (_fields.IsFull && reason == EvtxLossReason.None)
        {
            reason = EvtxLossReason.RecordTooLarge;
        }

        return _fields.ToArray();
    }
}
