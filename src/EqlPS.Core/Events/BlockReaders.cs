using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Input;
using EqlPS.Events.Json;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Events.Xml;

namespace EqlPS.Events;

/// <summary>
/// Opens the blocks of sources one after the other on one thread. What it costs to prepare reading is paid once, not for each block.
/// </summary>
/// <param name="fields">The wanted fields.</param>
/// <param name="rawFields">The source paths that the mapping wants; asked for when the first raw record is met.</param>
/// <param name="map">Builds the reader that maps raw records.</param>
internal sealed class BlockReaders(FieldTable fields, Lazy<FieldTable> rawFields, Func<RawRecordReader, EventReader> map)
{
    private EvtxRecordSlots? _slots;
    private JsonRecords? _json;
    private EventSource? _jsonSource;

    /// <inheritdoc cref="BlockReaders(FieldTable, Lazy{FieldTable}, Func{RawRecordReader, EventReader})"/>
    public BlockReaders(FieldTable fields, FieldTable rawFields, Func<RawRecordReader, EventReader> map)
        : this(fields, new Lazy<FieldTable>(() => rawFields), map)
    {
    }

    /// <summary>Whether JSON is given with its fields as they stand, whatever the records are.</summary>
    public bool AsItStands { get; init; }

    /// <summary>Whether records are carved from the slack space of event logs too.</summary>
    public bool Recover { get; set; }

    /// <summary>For callers that want raw records only.</summary>
    public static BlockReaders ForRaw(FieldTable rawFields) =>
        new(new FieldTable(), rawFields, _ => throw new InvalidOperationException("raw records are not mapped"));

    /// <summary>The reader of a block, to be disposed before the next one is opened.</summary>
    /// <param name="block">Owned.</param>
    public EventReader Open(EventBlock block)
    {
        EventSource source = block.Source;
        if (source.Format is not (InputFormat.Json or InputFormat.Empty))
        {
            return map(OpenRaw(block));
        }

        RecordCutter cutter = block.OpenText(RecordBoundary.Recognise);
        return AsItStands || source.Format == InputFormat.Empty
            ? new JsonEventReader(block, cutter, fields)
            : new JsonSourceReader(block, cutter, JsonFor(source), map);
    }

    /// <summary>The reader of the raw records of a block, to be disposed before the next one is opened.</summary>
    /// <inheritdoc cref="Open"/>
    public RawRecordReader OpenRaw(EventBlock block)
    {
        if (block.Log is EvtxStretch log)
        {
            _slots ??= new EvtxRecordSlots(rawFields.Value.Paths);
            return new EvtxRawRecordReader(block, log, _slots) { Recover = Recover };
        }

        return block.Source.Format == InputFormat.EventXml
            ? new XmlRecordReader(block, rawFields.Value)
            : new JsonRawReader(block, block.OpenText(RecordBoundary.Recognise), JsonFor(block.Source));
    }

    private JsonRecords JsonFor(EventSource source)
    {
        if (_json is null || _jsonSource!.Schema != source.Schema)
        {
            _json = new JsonRecords(fields, source.Schema, rawFields, source.OffsetsFor);
        }
        else if (_jsonSource != source)
        {
            _json.Begin(source.OffsetsFor);
        }

        _jsonSource = source;

        return _json;
    }
}
