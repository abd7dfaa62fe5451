using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Reads the events of a JSON source whose records may be of different kinds: documents as they stand, raw records through a mapping.
/// </summary>
[HotPath]
internal sealed class JsonSourceReader : EventReader
{
    private readonly EventBlock _block;
    private readonly RecordCutter _cutter;
    private readonly JsonRecords _records;
    private readonly CurrentRawRecord _current;
    private readonly CurrentDocument _document;
    private readonly Func<RawRecordReader, EventReader> _map;
    private EventReader? _mapped;

    /// <summary>Opens a block.</summary>
    /// <param name="block">What to read; owned.</param>
    /// <param name="cutter">Cuts it into records; owned.</param>
    /// <param name="records">Reads its records.</param>
    /// <param name="map">Builds the reader that maps raw records.</param>
    public JsonSourceReader(
        EventBlock block, RecordCutter cutter, JsonRecords records, Func<RawRecordReader, EventReader> map)
    {
        _block = block;
        _cutter = cutter;
        _records = records;
        _current = new CurrentRawRecord(this);
        _document = new CurrentDocument(cutter, records);
        _map = map;
    }

    public override EventLocation Location => new(_block.Source.Name, _cutter.RecordLine, _cutter.RecordOffset);

    /// <summary>What the current event was before it was read.</summary>
    public RecordKind Kind => _records.Kind;

    public override bool Read(EvaluationContext context)
    {
        while (_cutter.Read())
        {
            string? fault = _cutter.RecordFault ?? _records.Read(_cutter.Record, context.Faults);
            if (fault is not null)
            {
                _block.Lose(Losses, _cutter, Location, fault);
                continue;
            }

            if (_records.Kind == RecordKind.Document)
            {
                context.Begin(_document);
                return true;
            }

            _current.Offer();
            _mapped ??= _map(_current);
            if (_mapped.Read(context))
            {
                return true;
            }
        }

        _block.LoseTroubles(Losses, _cutter);
        return false;
    }

    public override SourceEvent Keep() => _records.Kind == RecordKind.Raw
        ? _mapped!.Keep()
        : new SourceEvent(Location, JsonCompaction.ToOneLine(_records.DocumentOf(_cutter.Record)), _block.Source.Schema);

    /// <summary>A value of the current raw record.</summary>
    public EqlValue RawValue(int slot, FaultCounter faults) => _records.RawValue(slot, _cutter.Record, faults);

    /// <inheritdoc cref="RawValues.TryReadTime"/>
    public bool TryReadRawTime(int slot, out Timestamp time) => _records.TryReadRawTime(slot, _cutter.Record, out time);

    /// <summary>False if the current raw record has no value in a slot.</summary>
    public bool MayHaveRaw(int slot) => _records.MayHaveRaw(slot, _cutter.Record);

    /// <summary>Tells which values the current raw record has from which others have.</summary>
    public ulong RawPresence => _records.Presence;

    /// <summary>The bytes of the current raw record and what makes a whole one of them; null if that takes more.</summary>
    public IRawRecordForm? FormForRaw(out ReadOnlySpan<byte> record)
    {
        record = _cutter.Record;
        return _records.FormFor(record);
    }

    /// <summary>The whole current raw record.</summary>
    public RawRecord KeepRaw() => new(Location, _records.FieldsOf(_cutter.Record), RecordHash.Of(_cutter.Record));

    public override IEventForm? FormFor(out ReadOnlySpan<byte> record)
    {
        record = default;
        return _records.Kind == RecordKind.Raw ? _mapped!.FormFor(out record) : null;
    }

    public override void WriteHash(Span<byte> hash)
    {
        if (_records.Kind == RecordKind.Raw)
        {
            _mapped!.WriteHash(hash);
        }
        else
        {
            base.WriteHash(hash);
        }
    }

    /// <summary>Writes what tells the current raw record from others.</summary>
    public void WriteRawHash(Span<byte> hash) => ContentHash.Write(_cutter.Record, hash);

    protected override void Dispose(bool disposing)
    {
        _mapped?.Dispose();
        _cutter.Dispose();
        _block.Dispose();
    }

    private sealed class CurrentDocument(RecordCutter cutter, JsonRecords records) : FieldSource
    {
        public override ulong Presence => records.Presence;

        public override EqlValue Read(int slot, FaultCounter faults) => records.FieldValue(slot, cutter.Record, faults);

        public override bool MayHave(int slot) => records.MayHaveField(slot);
    }
}
