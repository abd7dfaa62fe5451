namespace EqlPS.Schema;

/// <summary>The fields of one source of events: their types and aliases, and whether there may be others.</summary>
internal sealed class FieldSchema
{
    private readonly Dictionary<string, FieldType> _types;
    private readonly Dictionary<string, string> _aliases;
    private readonly HashSet<string> _observed = new(StringComparer.Ordinal);

    public FieldSchema(Dictionary<string, FieldType> types, Dictionary<string, string> aliases, bool isClosed)
    {
        _types = types;
        _aliases = aliases;
        IsClosed = isClosed;
    }

    /// <summary>Any field may occur, with values of any type; only the timestamp is known to be a date.</summary>
    public static FieldSchema Open(string timestampField) =>
        new(new Dictionary<string, FieldType>(StringComparer.Ordinal) { [timestampField] = FieldType.Date }, [], isClosed: false);

    /// <summary>A field that is neither declared nor observed does not exist.</summary>
    public bool IsClosed { get; }

    public IEnumerable<string> Paths => _types.Keys.Concat(_aliases.Keys).Concat(_observed);

    /// <summary>The path that an alias stands for, or the path itself.</summary>
    public string Resolve(string path) => _aliases.TryGetValue(path, out string? target) ? target : path;

    public FieldType TypeOf(string path) => _types.TryGetValue(Resolve(path), out FieldType? type) ? type : FieldType.Unmapped;

    public bool Knows(string path) => !IsClosed || _types.ContainsKey(Resolve(path)) || _observed.Contains(Resolve(path));

    /// <summary>Notes that some event has a value in a field that the mapping does not declare.</summary>
    public void Observe(string path) => _observed.Add(path);
}
