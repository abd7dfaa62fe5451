using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// Reads JSON records of one shape as raw Windows records: knows at which JSON paths the value of a source path may stand. All values are
/// text, the way
/// the event's XML has them.
/// </summary>
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
    private readonly List<RawJsonRule> _rules = [];
    private readonly Dictionary<string, string[]> _sources = new(StringComparer.Ordinal);
    private int _tokenCount;
    private JsonProjection? _projection;
    private EqlValue[] _work = [];

    /// <summary>Prepares reading.</summary>
    /// <param name="prefix">The path of the object that holds the record, with a dot at the end, or empty.</param>
    protected RawJsonShape(string prefix)
    {
        Prefix = prefix;
        _root = RecordShape.MarkedTree(prefix);
    }

    public string Prefix { get; }

    /// <summary>What the last record's fields tell about its kind.</summary>
    public JsonMarks Marks => _projection!.Marks;

    protected JsonPathNode Root => _root;

    /// <summary>Fills the slots from a record.</summary>
    /// <param name="record">One JSON object.</param>
    /// <param name="slots">One for each source path the shape was made for.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    /// <param name="fault">Why it cannot be read, or null; the slots are then undefined.</param>
    public bool TryRead(ReadOnlySpan<byte> record, EqlValue[] slots, FaultCounter faults, out string? fault)
    {
        if (_projection is null)
        {
            _work = new EqlValue[_workSlots.Count];
            _projection = new JsonProjection(_root, null, _work.Length, _tokenCount);
        }

        if (!_projection.TryRead(record, _work, faults, out fault))
        {
            return false;
        }

        Array.Clear(slots, 0, slots.Length);
        Prepare();
        foreach (RawJsonRule rule in _rules)
        {
            EqlValue value = FirstOf(rule.WorkSlots);
            slots[rule.Target] = rule.Conversion == 0 ? value : Convert(rule, value, record);
        }

        Complete(slots, record);
        return true;
    }

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

    /// <summary>Adds a source path that is read into a slot.</summary>
    protected void AddRule(int target, string name, int conversion, params string[] jsonPaths) =>
        _rules.Add(new RawJsonRule(target, name, conversion, jsonPaths.Select(WorkSlot).ToArray()));

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

    protected int TokenSlot(string jsonPath)
    {
        _root.AddToken(Prefix + jsonPath, _tokenCount);
        return _tokenCount++;
    }

    protected EqlValue Work(int slot) => _work[slot];

    protected EqlValue FirstOf(int[] workSlots)
    {
        foreach (int slot in workSlots)
        {
            if (!_work[slot].IsNull)
            {
                return _work[slot];
            }
        }

        return default;
    }

    protected ReadOnlySpan<byte> Token(int tokenSlot, ReadOnlySpan<byte> record, out bool isEscaped) =>
        _projection!.Token(tokenSlot, record, out isEscaped);

    /// <summary>Looks at what all rules need, before they are applied.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Makes the value of a rule with a conversion.</summary>
    protected virtual EqlValue Convert(RawJsonRule rule, in EqlValue value, ReadOnlySpan<byte> record) => value;

    /// <summary>Does what concerns several slots.</summary>
    protected virtual void Complete(EqlValue[] slots, ReadOnlySpan<byte> record)
    {
    }
}
