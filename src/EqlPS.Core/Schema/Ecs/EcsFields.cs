using System.Text;

namespace EqlPS.Schema.Ecs;

/// <summary>The fields of the Elastic Common Schema, by name. Read when first asked for, then kept; immutable.</summary>
internal static class EcsFields
{
    private const string Resource = "EqlPS.Schema.Ecs.fields.txt";

    private static readonly Lazy<Dictionary<string, EcsField>> Fields = new(Load);

    /// <summary>All names, in no particular order.</summary>
    public static IReadOnlyCollection<string> Names => Fields.Value.Keys;

    /// <summary>What the schema says of a field; false if it has no such field.</summary>
    /// <param name="path">Dotted path.</param>
    public static bool TryGet(string path, out EcsField field) => Fields.Value.TryGetValue(path, out field);

    /// <summary>True for a field that holds IP addresses.</summary>
    public static bool IsAddress(string path) =>
        path.EndsWith("ip", StringComparison.Ordinal) && TryGet(path, out EcsField field) && field.Type == "ip";

    private static Dictionary<string, EcsField> Load()
    {
        var fields = new Dictionary<string, EcsField>(StringComparer.Ordinal);
        using Stream stream = typeof(EcsFields).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string prefix = "";
        while (reader.ReadLine() is string line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] != ' ')
            {
                prefix = line == "." ? "" : line + ".";
                continue;
            }

            string[] parts = line.Substring(1).Split(' ');
            fields[prefix + parts[0]] = new EcsField(parts[1], HoldsSeveral: parts.Length > 2);
        }

        return fields;
    }
}
