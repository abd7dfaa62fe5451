using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Turns what no property of a rule holds into plain .NET values.</summary>
internal static class RuleExtensions
{
    public static readonly IReadOnlyDictionary<string, object> Empty = new Dictionary<string, object>();

    /// <summary>A dictionary whose keys cannot be made to collide by a file's author.</summary>
    public static Dictionary<string, object> Create() => new(TomlKeyComparer.Instance);

    /// <summary>A string, long, double, bool, list or dictionary of such; dates and times as RFC 3339 text.</summary>
    public static object ToPlain(TomlValue value)
    {
        switch (value.Kind)
        {
            case TomlKind.String:
                return value.Text!;
            case TomlKind.Integer:
                value.TryGetInteger(out long integer);
                return integer;
            case TomlKind.Float:
                value.TryGetFloat(out double number);
                return number;
            case TomlKind.Boolean:
                value.TryGetBoolean(out bool truth);
                return truth;
            case TomlKind.Array:
                List<object> items = new(value.Array!.Count);
                foreach (TomlValue item in value.Array)
                {
                    items.Add(ToPlain(item));
                }

                return items;
            case TomlKind.Table:
                Dictionary<string, object> entries = Create();
                foreach (TomlEntry entry in value.Table!)
                {
                    entries[entry.Key] = ToPlain(entry.Value);
                }

                return entries;
            default:
                return value.DateTime!.ToString();
        }
    }
}
