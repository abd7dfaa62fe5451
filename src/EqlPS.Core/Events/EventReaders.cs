using EqlPS.Evaluation;
using EqlPS.Events.Input;
using EqlPS.Events.Objects;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Schema;

namespace EqlPS.Events;

/// <summary>Opens the readers of a run: whatever an input holds becomes events with the wanted fields. For one thread.</summary>
internal sealed class EventReaders
{
    private readonly FieldTable _fields;
    private readonly ReadingMode _mode;
    private readonly string _timestampField;
    private readonly MappingSet? _ownMappings;

    // The built-in mapping files are read when the first raw record is met: plain ECS has no need of them.
    private readonly Lazy<MappingPlan> _plan;
    private readonly Lazy<MappedEventWriter> _events;
    private readonly BlockReaders _blocks;

    /// <param name="fields">The wanted fields; none may be added later.</param>
    /// <param name="mode">What events are made of raw records.</param>
    /// <param name="timestampField">The field that is known to be a date.</param>
    /// <param name="mappings">How raw records become events; null for the built-in files.</param>
    public EventReaders(FieldTable fields, ReadingMode mode, string timestampField, MappingSet? mappings = null)
    {
        _timestampField = timestampField;
        _ownMappings = mappings;
        MappingProfile profile = mode == ReadingMode.Default ? MappingProfile.Default : MappingProfile.Exact;
        _fields = fields;
        _mode = mode;
        _plan = new Lazy<MappingPlan>(() => Applied.Create(fields, profile));
        _events = new Lazy<MappedEventWriter>(() => new MappedEventWriter(Applied, profile));
        _blocks = new BlockReaders(fields, new Lazy<FieldTable>(() => _plan.Value.RawFields), Map)
        {
            AsItStands = mode == ReadingMode.AsItStands,
        };
    }

    private MappingSet Mappings => _ownMappings ?? MappingSet.BuiltIn;

    private MappingSet Applied => _mode == ReadingMode.AsItStands ? MappingSet.Envelope : Mappings;

    /// <summary>Whether records are carved from the slack space of event logs too; they have <c>eqlps.recovered</c>.</summary>
    public bool Recover
    {
        get => _blocks.Recover;
        init => _blocks.Recover = value;
    }

    /// <summary>
    /// The readers of an input, one after the other: one for a file, one for each member of an archive. Each is to be disposed before the
    /// next is taken.
    /// </summary>
    /// <param name="input">A file or standard input.</param>
    /// <param name="losses">Receives archives and members that cannot be opened.</param>
    /// <exception cref="InputException">The input cannot be opened, or its format is not understood.</exception>
    public IEnumerable<EventReader> Open(InputSource input, InputLossLog losses) => EventSources.Open(input, losses).Select(Open);

    /// <summary>The one reader of an input that is no archive.</summary>
    /// <inheritdoc cref="Open(InputSource, InputLossLog)"/>
    public EventReader OpenSingle(InputSource input) => Open(input, new InputLossLog()).First();

    /// <summary>The reader of a block, to be disposed before the next one is opened. Its losses are those of the block.</summary>
    /// <param name="block">Owned.</param>
    public EventReader OpenBlock(EventBlock block) => _blocks.Open(block);

    /// <summary>A reader of the objects of a pipeline, which are offered to it one after the other.</summary>
    /// <param name="access">Looks into the host's objects.</param>
    /// <param name="name">The name of the source.</param>
    /// <param name="isThroughJson">See <see cref="ObjectReading.IsThroughJson"/>.</param>
    public ObjectEventReader OpenObjects(IObjectAccess access, string name = "pipeline", bool isThroughJson = false)
    {
        var options = new ObjectReading(access)
        {
            Name = name,
            IsAsItStands = _mode == ReadingMode.AsItStands,
            IsThroughJson = isThroughJson,
        };
        return new ObjectEventReader(_fields, FieldSchema.Open(_timestampField), _plan.Value.RawFields, Mappings, Map, options);
    }

    private EventReader Open(EventSource source) => OpenBlock(source.Whole());

    private MappedEventReader Map(RawRecordReader records) => new(records, _plan.Value, _events.Value, _timestampField);
}
