using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings.Compilation;
using EqlPS.Mappings.Files;
using EqlPS.Values;

namespace EqlPS.Mappings;

/// <summary>
/// Fills the slots of the wanted ECS fields from raw records, computing only what they need. One for each thread: it remembers conversions
/// and compiles the program of an event id when it first meets it.
/// </summary>
internal sealed class MappingPlan : IRawSlotChoice
{
    private readonly MappingSet _set;
    private readonly MappingProfile _profile;
    private readonly IReadOnlyList<string> _wanted;
    private readonly Dictionary<string, int> _rawSlots = new(StringComparer.Ordinal);
    private readonly ConversionCaches _caches = new();
    private readonly ProgramTable<MappingProgram> _programs;
    private readonly MappingFrame _frame = new();
    private readonly int _channelSlot;
    private readonly int _providerSlot;
    private readonly int _eventIdSlot;

    internal MappingPlan(MappingSet set, FieldTable wanted, MappingProfile profile)
    {
        _set = set;
        _profile = profile;
        _wanted = wanted.Paths;
        RawFields = new FieldTable();
        _channelSlot = RawFields.SlotOf(RawPaths.Channel);
        _providerSlot = RawFields.SlotOf(RawPaths.Provider);
        _eventIdSlot = RawFields.SlotOf(RawPaths.EventId);
        foreach (string path in SourceCollector.Collect(set, _wanted, profile).OrderBy(p => p, StringComparer.Ordinal))
        {
            RawFields.SlotOf(path);
        }

        foreach (string path in RawFields.Paths)
        {
            _rawSlots.Add(path, RawFields.SlotOf(path));
        }

        KeySlots = [_channelSlot, _providerSlot, _eventIdSlot];
        _programs = new ProgramTable<MappingProgram>(set, Compile);
    }

    /// <summary>The source paths that a reader of raw records must fill.</summary>
    public FieldTable RawFields { get; }

    /// <summary>The slots of channel, provider and event id.</summary>
    public int[] KeySlots { get; }

    /// <summary>The slots that the program for a record reads.</summary>
    public int[] Choose(EqlValue[] slots) => ProgramFor(slots).RawSlots;

    /// <summary>Maps a raw record; all slots of the context are set, those without a value to null.</summary>
    /// <param name="raw">A value for each of <see cref="RawFields"/>.</param>
    /// <param name="context">Made for the wanted fields.</param>
    public void Apply(EqlValue[] raw, EvaluationContext context)
    {
        Array.Clear(context.Fields, 0, context.Fields.Length);
        _frame.Raw = raw;
        ProgramFor(raw).Run(_frame, context.Fields);
    }

    private MappingProgram ProgramFor(EqlValue[] raw) => _programs.For(raw[_channelSlot], raw[_providerSlot], raw[_eventIdSlot]);

    private MappingProgram Compile(IReadOnlyList<MappingFile> files, string eventId) =>
        new ProgramCompiler(_set, new ActiveRules(files, eventId, _profile), _rawSlots, _caches).Compile(_wanted);
}
