using EqlPS.Evaluation;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>Reads raw records from chunks of an event log, one after the other; only the wanted values are decoded.</summary>
[HotPath]
internal sealed class EvtxRawRecordReader : RawRecordReader, IXmlRecords
{
    private readonly EventBlock _block;
    private readonly EvtxStretch _stretch;
    private readonly EvtxRecordSlots _slots;
    private readonly string _source;
    private EvtxChunk? _chunk;
    private EvtxRecordEnumerator _records;
    private EvtxRecord _record;
    private EventLocation _location;
    private int _chunkNumber = -1;
    private bool _isLost;
    private EvtxXmlWriter? _xml;

    /// <param name="block">What is read; taken over.</param>
    /// <param name="stretch">The chunks of the block.</param>
    /// <param name="slots">Made for the wanted source paths; not used by another reader at the same time.</param>
    public EvtxRawRecordReader(EventBlock block, EvtxStretch stretch, EvtxRecordSlots slots)
    {
        _block = block;
        _stretch = stretch;
        _slots = slots;
        _source = block.Source.Name;
        _location = new EventLocation(_source, 0, 0);
    }

    /// <summary>Whether records are carved from slack space too.</summary>
    public bool Recover { get; init; }

    public override EventLocation Location => _location;

    public override bool Read(FaultCounter faults)
    {
        while (MoveNext())
        {
            if (_slots.TryRead(_record, out EvtxLossReason reason))
            {
                return true;
            }

            Lose(reason);
        }

        ReportLosses(int.MaxValue);
        ReportTroubles();
        return false;
    }

    public override EqlValue Value(int slot) => _slots.Value(slot);

    public override bool MayHave(int slot) => _slots.Has(slot);

    public override RawRecord Keep() => new(Location, EvtxRecordForm.Read(WriteFields()), RecordHash.Of(_record.Raw));

    public override IRawRecordForm? KeepValues(out byte[] record)
    {
        record = WriteFields();
        return EvtxRecordForm.Instance;
    }

    /// <inheritdoc/>
    public void WriteXml(TextWriter destination)
    {
        _xml ??= new EvtxXmlWriter();
        _xml.TryWrite(_record, destination, out EvtxLossReason reason);
        Lose(reason);
        if (_record.IsRecovered)
        {
            destination.Write("<!--recovered-->");
        }
    }

    public override void WriteHash(Span<byte> sha256) => Sha256Hash.Write(_record.Raw, sha256);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunk?.Dispose();
            _block.Dispose();
        }
    }

    private byte[] WriteFields()
    {
        byte[] fields = _slots.Fields.Write(_record, out EvtxLossReason reason);
        Lose(reason);
        return fields;
    }

    private bool MoveNext()
    {
        while (_chunk is null || !_records.MoveNext())
        {
            if (!NextChunk())
            {
                return false;
            }
        }

        // A chunk is given back before the last location is asked for.
        _record = _records.Current;
        _location = new EventLocation(_source, (long)_record.Id, _record.FileOffset);
        _isLost = false;
        return true;
    }

    // The wanted values may be whole where the record is not; it is counted once.
    private void Lose(EvtxLossReason reason)
    {
        if (reason != EvtxLossReason.None && !_isLost)
        {
            _isLost = true;
            _stretch.Losses.Add(_record.ToLoss(reason));
        }
    }

    private bool NextChunk()
    {
        if (_chunk is not null)
        {
            _chunk.Dispose();
            _chunk = null;
            ReportLosses(_chunkNumber);
        }

        if (!_stretch.TryTake(out EvtxChunkBytes bytes))
        {
            return false;
        }

        _chunkNumber = bytes.Number;
        _chunk = EvtxChunk.FromRented(bytes.Buffer, bytes.Length, new EvtxChunkOrigin(_slots.Templates, _stretch.Losses)
        {
            Path = _source,
            Number = bytes.Number,
            FileOffset = bytes.FileOffset,
            IsOpenLog = _stretch.IsOpenLog,
            Recover = Recover,
        });
        _records = _chunk.GetEnumerator();
        return true;
    }

    // Chunk by chunk, so that they come in the same order however many chunks are read at a time.
    private void ReportLosses(int lastChunk)
    {
        foreach (EvtxLoss loss in _stretch.Losses.TakeUpTo(lastChunk))
        {
            var location = new EventLocation(_source, 0, loss.Offset);
            if (loss.Records == 0)
            {
                Losses.Note(location, loss.Message);
            }
            else
            {
                Losses.Add(location, loss.Message, loss.Records ?? 1);
            }
        }
    }

    // What the source broke off in is a loss of its own already, if it was within a record.
    private void ReportTroubles()
    {
        foreach (string trouble in _block.Troubles?.Texts ?? [])
        {
            var location = new EventLocation(_source, 0, _location.Offset);
            if (Losses.Count > 0)
            {
                Losses.Note(location, trouble);
            }
            else
            {
                Losses.Add(location, trouble);
            }
        }
    }
}
