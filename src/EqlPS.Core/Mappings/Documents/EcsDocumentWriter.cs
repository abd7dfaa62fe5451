using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Mappings.Compilation;
using EqlPS.Mappings.Files;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Documents;

/// <summary>
/// Writes raw records as whole ECS documents: every mapped field, and the envelope with what is left of EventData. One for each thread.
/// </summary>
[HotPath]
internal sealed class EcsDocumentWriter
{
    private readonly MappingSet _set;
    private readonly MappingProfile _profile;
    private readonly Dictionary<string, int> _rawSlots = new(StringComparer.Ordinal);
    private readonly ProgramTable<DocumentProgram> _programs;
    private readonly ConversionCaches _caches = new();
    private readonly MappingFrame _frame;
    private readonly EqlValue[] _raw;
    private readonly RawValueArray _values;
    private readonly int[] _touched;
    private int _touchedCount;

    public EcsDocumentWriter(MappingSet set, MappingProfile profile)
    {
        _set = set;
        _profile = profile;
        string[] targets = set.Files.SelectMany(f => f.Rules).Select(r => r.Target).Distinct(StringComparer.Ordinal).ToArray();
        foreach (string path in new[] { RawPaths.Channel, RawPaths.Provider, RawPaths.EventId }
            .Concat(SourceCollector.Collect(set, targets, profile)))
        {
            if (!_rawSlots.ContainsKey(path))
            {
                _rawSlots.Add(path, _rawSlots.Count);
            }
        }

        _raw = new EqlValue[_rawSlots.Count];
        _values = new RawValueArray(_raw);
        _frame = new MappingFrame(_raw.Length);
        _touched = new int[_raw.Length];
        _programs = new ProgramTable<DocumentProgram>(set, Compile);
    }

    /// <summary>Writes a record as one JSON object.</summary>
    public void Write(RawRecord record, Utf8JsonWriter writer) => Build(record).Write(writer);

    private DocumentNode Build(RawRecord record)
    {
        Load(record);
        DocumentProgram program = _programs.For(Raw(RawPaths.Channel), Raw(RawPaths.Provider), Raw(RawPaths.EventId));
        _frame.Begin(_values);
        _frame.Use(program.Program.Registers);
        var document = new DocumentNode();
        for (int slot = 0; slot < program.Targets.Count; slot++)
        {
            string target = program.Targets[slot];
            _set.ObjectParts.TryGetValue(target, out IReadOnlyList<string>? parts);
            document.Put(target, program.Program.Value(_frame, slot), program.Rules.Lists.Contains(target), parts);
        }

        PutLeft(document, record, program.Rules);
        return document;
    }

    // What no rule took. A value that has its field's very name goes before one whose name is changed to it; of several with one name the
    // first text counts, even if the mapping file calls it absent.
    private static void PutLeft(DocumentNode document, RawRecord record, ActiveRules rules)
    {
        var decided = new HashSet<string>(StringComparer.Ordinal);
        foreach (RawField field in record.Fields)
        {
            if (field.Path.StartsWith(RawPaths.EventData, StringComparison.Ordinal))
            {
                PutEventData(document, field, rules, decided, isRenamed: false);
            }
            else if (field.Path.StartsWith(RawPaths.UserData, StringComparison.Ordinal))
            {
                PutUserData(document, field);
            }
        }

        foreach (RawField field in record.Fields)
        {
            if (field.Path.StartsWith(RawPaths.EventData, StringComparison.Ordinal))
            {
                PutEventData(document, field, rules, decided, isRenamed: true);
            }
        }
    }

    private static void PutEventData(DocumentNode document, RawField field, ActiveRules rules, HashSet<string> decided, bool isRenamed)
    {
        string name = field.Path.Substring(RawPaths.EventData.Length);
        string fieldName = RawPaths.FieldName(name);
        if (name.Length == 0 || ReferenceEquals(name, fieldName) == isRenamed || rules.IsTaken(name))
        {
            return;
        }

        if (!EventDataNode.FirstText(field.Value).IsNull && decided.Add(field.Path))
        {
            document.PutNamed("winlog.event_data", fieldName, EventDataNode.Clean(field.Value, rules.AbsentValues));
        }
    }

    private static void PutUserData(DocumentNode document, RawField field)
    {
        string path = field.Path.Substring(RawPaths.UserData.Length);
        int slash = path.IndexOf('/');
        EqlValue value = EventDataNode.Clean(field.Value, []);
        if (slash > 0 && slash < path.Length - 1 && path.IndexOf('@') < 0 && !value.IsNull)
        {
            document.Put(RawPaths.UserDataField + path.Substring(slash + 1).Replace('/', '.'), value, isList: false, parts: null);
            document.Put(RawPaths.UserDataName, EqlValue.From(path.Substring(0, slash)), isList: false, parts: null);
        }
    }

    private EqlValue Raw(string path) => _raw[_rawSlots[path]];

    private void Load(RawRecord record)
    {
        for (int i = 0; i < _touchedCount; i++)
        {
            _raw[_touched[i]] = default;
        }

        _touchedCount = 0;
        foreach (RawField field in record.Fields)
        {
            if (field.Value.IsNull || !_rawSlots.TryGetValue(field.Path, out int slot))
            {
                continue;
            }

            ref EqlValue value = ref _raw[slot];
            if (value.IsNull)
            {
                _touched[_touchedCount++] = slot;
                value = field.Value;
            }
            else
            {
                Steps.ListBuilder list = default;
                list.Add(value);
                list.Add(field.Value);
                value = list.ToValue();
            }
        }
    }

    private DocumentProgram Compile(IReadOnlyList<MappingFile> files, string eventId)
    {
        var rules = new ActiveRules(files, eventId, _profile);
        string[] targets = rules.Targets.Where(t => t[0] != MappingRule.PseudoMark).ToArray();
        MappingProgram program = new ProgramCompiler(_set, rules, _rawSlots, _caches).Compile(targets);
        return new DocumentProgram(targets, program, rules);
    }
}
