using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Events.Objects;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Reads JSON records of one shape as raw Windows records: knows at which JSON paths the value of a source path may stand. All values are
/// text, the way the event's XML has them.
/// </summary>
[HotPath]
internal abstract class RawJsonShape
{
    /// <summary>
    /// Below it stand the fields of a record that are no part of the event: what an agent or a collector added, by their own dotted path.
    /// </summary>
    public const string Document = "Document/";

    protected const string EventData = "EventData/";

    private const int MostRemembered = 4096;

    private readonly JsonPathNode _root;
    private readonly Dictionary<string, int> _workSlots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _sources = new(StringComparer.Ordinal);
    private readonly RawJsonRule?[] _rules;
    private PathValues? _values;
    private EqlValue[] _work = [];
    private long[] _workRecords = [];
    private long _record;
    private FaultCounter _faults = new();

    /// <summary>Prepares reading.</summary>
    /// <param name="pathCount">How many source paths are wanted: each has a slot.</param>
    /// <param name="prefix">The path of the object that holds the record, with a dot at the end, or empty.</param>
    protected RawJsonShape(int pathCount, string prefix)
    {
        _rules = new RawJsonRule?[pathCount];
        Prefix = prefix;
        _root = RecordShape.MarkedTree(prefix);
    }

    public string Prefix { get; }

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _values!.Marks;

    /// <summary>Tells which places the last record has from which others have; never 0.</summary>
    public ulong Presence => _values!.Presence;

    protected JsonPathNode Root => _root;

    /// <summary>The number of the record that was scanned last, from 1.</summary>
    protected long RecordNumber => _record;

    /// <summary>Finds the values of a record.</summary>
    /// <param name="record">One JSON object.</param>
    /// <param name="fault">Why it cannot be read, or null.</param>
    public bool TryScan(ReadOnlySpan<byte> record, out string? fault)
    {
        JsonProjection values = _values as JsonProjection ?? new JsonProjection(_root, null, _workSlots.Count);
        Begin(values);
        return values.TryScan(record, out fault);
    }

    /// <summary>Finds the values of an object. What is asked for afterwards needs no bytes of a record.</summary>
    /// <param name="item">An object with fields.</param>
    /// <param name="access">Looks into it; always the same.</param>
    public ObjectScan Scan(object item, IObjectAccess access)
    {
        ObjectProjection values = _values as ObjectProjection ?? new ObjectProjection(access, _root, null, _workSlots.Count);
        Begin(values);
        return values.Scan(item);
    }

    /// <summary>The value of a slot of the record that was scanned last: null if it is not there, a list if there are several.</summary>
    /// <param name="slot">The number of a source path that the shape was made for.</param>
    /// <param name="record">That record.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public virtual EqlValue Value(int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        if (_rules[slot] is not RawJsonRule rule)
        {
            return default;
        }

        _faults = faults;
        EqlValue value = rule.IsComputed ? default
            : rule.OnlySlot >= 0 ? _values!.Read(rule.OnlySlot, record, faults)
            : FirstOf(rule.WorkSlots, record);
        return rule.Conversion == 0 ? value : Convert(rule, value, record);
    }

    /// <summary>
    /// Reads the time that a slot of the record that was scanned last has; false if it is not one text that surely is a time, or if the
    /// text is not taken as it stands.
    /// </summary>
    public bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        time = default;
        return _rules[slot] is { OnlySlot: >= 0, IsComputed: false } rule && IsTakenAsItStands(slot, rule)
            && _values!.TryReadTime(rule.OnlySlot, record, out time);
    }

    /// <summary>False if a slot of the record that was scanned last has no value; true if it has one, or only reading can tell.</summary>
    public virtual bool MayHave(int slot, ReadOnlySpan<byte> record) =>
        _rules[slot] is RawJsonRule rule && (HasAny(rule.WorkSlots) || (rule.Conversion != 0 && CanMakeOfNothing(rule, record)));

    /// <summary>
    /// The source paths that a record's leaves lead to, in the order of the record; then those whose value is made of others.
    /// </summary>
    public IEnumerable<string> SourcePaths(IReadOnlyList<JsonLeaf> leaves)
    {
        foreach (JsonLeaf leaf in leaves)
        {
            if (!_sources.TryGetValue(leaf.Path, out string[]? sources))
            {
                sources = SourcesOf(leaf.Path).ToArray();
                if (_sources.Count < MostRemembered)
                {
                    _sources.Add(leaf.Path, sources);
                }
            }

            foreach (string source in sources)
            {
                yield return source;
            }
        }

        foreach (string source in DerivedPaths(leaves))
        {
            yield return source;
        }
    }

    /// <summary>The source paths that a JSON path leads to by itself.</summary>
    protected abstract IEnumerable<string> SourcesOf(string jsonPath);

    /// <summary>The source paths that depend on the values of a record.</summary>
    protected abstract IEnumerable<string> DerivedPaths(IReadOnlyList<JsonLeaf> leaves);

    /// <summary>Adds a source path whose value a conversion makes of several places.</summary>
    protected void AddComputed(int target, string name, int conversion, params string[] jsonPaths) =>
        _rules[target] = new RawJsonRule(name, conversion, jsonPaths.Select(WorkSlot).ToArray()) { IsComputed = true };

    /// <summary>Adds a source path that is read into a slot.</summary>
    protected void AddRule(int target, string name, int conversion, params string[] jsonPaths) =>
        _rules[target] = new RawJsonRule(name, conversion, jsonPaths.Select(WorkSlot).ToArray());

    /// <summary>The place where the value of a JSON path is put while a record is read.</summary>
    protected int WorkSlot(string jsonPath)
    {
        if (!_workSlots.TryGetValue(jsonPath, out int slot))
        {
            slot = _workSlots.Count;
            _workSlots.Add(jsonPath, slot);
            _root.Add(Prefix + jsonPath, slot);
        }

        return slot;
    }

    /// <summary>Puts the value of another JSON path at the place of one that is wanted already.</summary>
    protected void AddAlias(string jsonPath, string alias) => _root.Add(Prefix + alias, WorkSlot(jsonPath));

    /// <summary>The value of a place; null if it is not there.</summary>
    protected EqlValue Work(int slot, ReadOnlySpan<byte> record)
    {
        if (_workRecords[slot] != _record)
        {
            _workRecords[slot] = _record;
            _work[slot] = _values!.Read(slot, record, _faults);
        }

        return _work[slot];
    }

    /// <summary>The first of some places' values that is there.</summary>
    protected EqlValue FirstOf(int[] workSlots, ReadOnlySpan<byte> record)
    {
        foreach (int slot in workSlots)
        {
            if (_values!.Has(slot) && Work(slot, record) is { IsNull: false } value)
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>The first text of a place as JSON has it, with its escapes; empty if there is none.</summary>
    protected ReadOnlySpan<byte> Written(int workSlot, ReadOnlySpan<byte> record) => _values!.Written(workSlot, record);

    /// <summary>Reads the time at a place; false if it is not one text that surely is a time.</summary>
    protected bool TryReadTimeAt(int workSlot, ReadOnlySpan<byte> record, out Timestamp time) =>
        _values!.TryReadTime(workSlot, record, out time);

    /// <summary>Whether what stands at the only place of a slot's value, if anything does, is the value.</summary>
    protected virtual bool IsTakenAsItStands(int slot, RawJsonRule rule) => rule.Conversion == 0;

    /// <summary>The text of some content of a JSON string; equal ones share a string.</summary>
    protected string TextOf(ReadOnlySpan<byte> json) => _values!.TextOf(json);

    /// <summary>Makes the value of a rule with a conversion.</summary>
    protected virtual EqlValue Convert(RawJsonRule rule, in EqlValue value, ReadOnlySpan<byte> record) => value;

    /// <summary>Whether a rule with a conversion may have a value although none of its places has one.</summary>
    protected virtual bool CanMakeOfNothing(RawJsonRule rule, ReadOnlySpan<byte> record) => false;

    private void Begin(PathValues values)
    {
        _record++;
        if (_values != values)
        {
            _values = values;
            _work = new EqlValue[_workSlots.Count];
            _workRecords = new long[_workSlots.Count];
        }
    }

    private bool HasAny(int[] workSlots)
    {
        foreach (int slot in workSlots)
        {
            if (_values!.Has(slot))
            {
                return true;
            }
        }

        return false;
    }
}
