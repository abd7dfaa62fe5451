using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings.Compilation;
using EqlPS.Mappings.Files;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings;

/// <summary>
/// Gives the wanted ECS fields of raw records, computing only those that are asked for. One for each thread: it remembers conversions,
/// compiles the program of an event id when it first meets it, and that of a kind of record when it has met it often.
/// </summary>
[HotPath]
internal sealed class MappingPlan : FieldSource
{
    private readonly MappingSet _set;
    private readonly MappingProfile _profile;
    private readonly FieldTable _wanted;
    private readonly Dictionary<string, int> _rawSlots = new(StringComparer.Ordinal);
    private readonly ConversionCaches _caches = new();
    private readonly ProgramTable<MappingProgram> _programs;
    private readonly KindTable _kinds;
    private readonly MappingFrame _frame;
    private readonly int _channelSlot;
    private readonly int _providerSlot;
    private readonly int _eventIdSlot;
    private readonly int _taskSlot = -1;
    private bool _hasOneId;
    private MappingProgram _program = new([], []);

    internal MappingPlan(MappingSet set, FieldTable wanted, MappingProfile profile)
    {
        _set = set;
        _profile = profile;
        _wanted = wanted;
        RawFields = new FieldTable();
        _channelSlot = RawFields.SlotOf(RawPaths.Channel);
        _providerSlot = RawFields.SlotOf(RawPaths.Provider);
        _eventIdSlot = RawFields.SlotOf(RawPaths.EventId);
        foreach (string path in SourceCollector.Collect(set, wanted.Paths, profile).OrderBy(p => p, StringComparer.Ordinal))
        {
            RawFields.SlotOf(path);
        }

        foreach (string path in RawFields.Paths)
        {
            _rawSlots.Add(path, RawFields.SlotOf(path));
        }

        if (_rawSlots.TryGetValue(RawPaths.Task, out int task))
        {
            _taskSlot = task;
        }

        _frame = new MappingFrame(RawFields.Count);
        _programs = new ProgramTable<MappingProgram>(set, (files, eventId) => Compile(files, eventId, null));
        _kinds = new KindTable(kind => Compile(set.FilesFor(kind.Channel, kind.Provider), kind.EventId, kind));
    }

    /// <summary>The source paths that a reader of raw records must know.</summary>
    public FieldTable RawFields { get; }

    public override ulong Presence => _frame.Presence;

    public override FieldLayout? Layout => _hasOneId ? _program : null;

    /// <summary>Begins a raw record: the fields of its event are those of the context until the reader of the record moves on.</summary>
    /// <param name="raw">Made for <see cref="RawFields"/>.</param>
    /// <param name="context">Made for the wanted fields.</param>
    public void Begin(RawValues raw, EvaluationContext context)
    {
        _frame.Begin(raw);
        ref readonly EqlValue channel = ref _frame.Raw(_channelSlot);
        ref readonly EqlValue provider = ref _frame.Raw(_providerSlot);
        ref readonly EqlValue eventId = ref _frame.Raw(_eventIdSlot);
        EqlValue task = _taskSlot < 0 ? default : _frame.Raw(_taskSlot);
        _program = _kinds.Find(channel, provider, eventId, task) ?? _programs.For(channel, provider, eventId);
        _frame.Use(_program.Registers);
        _hasOneId = eventId.Kind != EqlValueKind.List;
        context.Begin(this);
    }

    public override EqlValue Read(int slot, FaultCounter faults) => _program.Value(_frame, slot);

    public override bool MayHave(int slot) => _program.MayHave(_frame, slot);

    private MappingProgram Compile(IReadOnlyList<MappingFile> files, string eventId, KindConstants? kind) =>
        new ProgramCompiler(_set, new ActiveRules(files, eventId, _profile), _rawSlots, _caches, kind)
            .Compile(_wanted.Paths, _wanted.IsDate);
}
