using EqlPS.Events.Flat;
using EqlPS.Events.Raw;
using EqlPS.Events.Winlogbeat;
using EqlPS.Platform;

namespace EqlPS.Events.Records;

/// <summary>
/// JSON records of one shape from one source. Detached, it holds on to nothing but the time offsets that were found there.
/// </summary>
/// <param name="shape">A shape of raw records that are no text.</param>
/// <param name="offsets">The time offsets of flattened records; null for other shapes.</param>
[HotPath]
internal sealed class JsonRecordForm(RecordShape shape, TimeOffsets? offsets) : IRawRecordForm
{
    private JsonRecordForm? _detached;

    public RecordShape Shape => shape;

    /// <summary>The same without access to the source: what was not measured until then counts as not known.</summary>
    public JsonRecordForm Detached() => _detached ??= offsets is null ? this : new JsonRecordForm(shape, offsets.Detached());

    public IReadOnlyList<RawField> Read(ReadOnlySpan<byte> record, RawRecordWriter writer) => writer.Read(record, this);

    /// <summary>A reader of such records for some source paths.</summary>
    public RawJsonShape Create(IReadOnlyList<string> paths) => shape.Format switch
    {
        RecordFormat.Winlog => new WinlogShape(paths, shape.Prefix),
        RecordFormat.Flat => new FlatShape(paths, shape.Prefix, offsets!),
        RecordFormat.NestedEventJson => new EventJsonShape(paths, shape.Prefix, isNested: true),
        _ => new EventJsonShape(paths, shape.Prefix, isNested: false),
    };
}
