namespace EqlPS.Schema;

/// <summary>The schemas of all sources of a run, seen as one: a field is known if any source knows it.</summary>
internal sealed class SchemaSet(IReadOnlyList<FieldSchema> schemas)
{
    public IReadOnlyList<FieldSchema> Schemas { get; } = schemas;

    public bool Knows(string path) => Schemas.Any(s => s.Knows(path));

    /// <summary>The first declared type; unmapped if no source declares one.</summary>
    public FieldType TypeOf(string path) =>
        Schemas.Select(s => s.TypeOf(path)).FirstOrDefault(t => t != FieldType.Unmapped) ?? FieldType.Unmapped;

    public IEnumerable<string> Paths => Schemas.SelectMany(s => s.Paths).Distinct(StringComparer.Ordinal);
}
