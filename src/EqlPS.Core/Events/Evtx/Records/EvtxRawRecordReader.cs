using EqlPS.Events.Evtx.Projection;
using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>Reads raw records from an event log file, chunk after chunk; only the wanted values are decoded.</summary>
internal sealed class EvtxRawRecordReader : RawRecordReader
{
    private readonly EvtxReader _reader;
    private readonly string _source;
    private readonly IEnumerator<EvtxChunk> _chunks;
    private readonly EvtxRow _row;
    private readonly EvtxTextCache _texts = new();
    private readonly EqlValue[]?[] _lists;
    private EvtxChunk? _chunk;
    private EvtxRecordEnumerator _records;
    private EvtxRecord _record;
    private EventLocation _location;
    private int _reportedLosses;

    /// <param name="reader">Taken over.</param>
    /// <param name="source">The name of the source in locations.</param>
    /// <param name="paths">The wanted source paths, in slot order.</param>
    public EvtxRawRecordReader(EvtxReader reader, string source, IReadOnlyList<string> paths)
    {
        _reader = reader;
        _source = source;
        _location = new EventLocation(source, 0, 0);
        _chunks = reader.ReadChunks().GetEnumerator();
        _row = new EvtxProjection(paths).CreateRow();
        _lists = new EqlValue[paths.Count][];
    }

    public override EventLocation Location => _location;

    public override bool Read(EqlValue[] slots, FaultCounter faults)
    {
        while (MoveNext())
        {
            if (!_row.TryRead(_record, out EvtxLossReason reason))
            {
                _reader.Losses.Add(_record.ToLoss(reason));
                ReportLosses();
                continue;
            }

            for (int slot = 0; slot < _lists.Length; slot++)
            {
                slots[slot] = ValueOf(slot);
            }

            return true;
        }

        ReportLosses();
        return false;
    }

    public override RawRecord Keep() => EvtxRawRecords.Read(_record, Location);

    public override void WriteHash(Span<byte> sha256) => Sha256Hash.Write(_record.Raw, sha256);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunk?.Dispose();
            _chunks.Dispose();
            _reader.Dispose();
        }
    }

    private bool MoveNext()
    {
        while (_chunk is null || !_records.MoveNext())
        {
            _chunk?.Dispose();
            _chunk = null;
            ReportLosses();
            if (!_chunks.MoveNext())
            {
                return false;
            }

            _chunk = _chunks.Current;
            _records = _chunk.GetEnumerator();
        }

        // A chunk is given back before the last location is asked for.
        _record = _records.Current;
        _location = new EventLocation(_source, (long)_record.Id, _record.FileOffset);
        return true;
    }

    private EqlValue ValueOf(int slot)
    {
        int count = 0;
        EqlValue first = default;
        foreach (Values.EvtxValueRef value in _row.GetValues(slot))
        {
            EqlValue text = EqlValue.From(_texts.Get(value));
            if (count == 0)
            {
                first = text;
            }
            else
            {
                EqlValue[] list = _lists[slot] ??= new EqlValue[4];
                if (count == list.Length)
                {
                    Array.Resize(ref list, count * 2);
                    _lists[slot] = list;
                }

                list[0] = first;
                list[count] = text;
            }

            count++;
        }

        return count > 1 ? EqlValue.List(_lists[slot]!, 0, count) : first;
    }

    // The format reader gathers its losses by chunk; here they go to the log that all readers have.
    private void ReportLosses()
    {
        if (Math.Min(_reader.Losses.Count, EvtxLosses.Kept) == _reportedLosses)
        {
            return;
        }

        IReadOnlyList<EvtxLoss> all = _reader.Losses.ToList();
        for (; _reportedLosses < all.Count; _reportedLosses++)
        {
            EvtxLoss loss = all[_reportedLosses];
            Losses.Add(new EventLocation(_source, loss.Chunk, loss.Offset), loss.Description);
        }
    }
}
