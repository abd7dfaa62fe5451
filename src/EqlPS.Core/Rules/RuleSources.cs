using EqlPS.Analysis;
using EqlPS.Ast;
using EqlPS.Parsing;
using EqlPS.Schema.Ecs;

namespace EqlPS.Rules;

/// <summary>Works out what an export of Elastic says of a rule, and a TOML file does not: the fields and packages that it needs.</summary>
internal static class RuleSources
{
    private const string UnknownType = "unknown";

    // Packages of many services, of which an export names the one that the query asks for.
    private static readonly string[] ManyServices = ["aws", "azure", "gcp"];

    /// <summary>The fields that a query names in conditions, join keys and pipes, by name; none if it is no EQL.</summary>
    public static IReadOnlyList<RequiredField> Fields(string query)
    {
        if (EqlParser.Parse(query).Query is not Query tree)
        {
            return [];
        }

        // The category in front of [where] is no field of the query; the empty name keeps it apart from one that is written out.
        return FieldCollector.Collect(tree, categoryField: "")
            .Where(path => path.Length > 0)
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => EcsFields.TryGet(path, out EcsField field)
                ? new RequiredField(path, field.Type, IsEcs: true) : new RequiredField(path, UnknownType, IsEcs: false))
            .ToArray();
    }

    /// <summary>The packages that a TOML rule names, in its order.</summary>
    public static IReadOnlyList<RelatedIntegration> Integrations(EqlRule rule) =>
        rule.Integrations.SelectMany(package => Services(rule, package)
            .DefaultIfEmpty(null)
            .Select(service => new RelatedIntegration(package, "", service))).ToArray();

    private static IEnumerable<string?> Services(EqlRule rule, string package)
    {
        if (Array.IndexOf(ManyServices, package) < 0)
        {
            return [];
        }

        string start = "\"" + package + ".";
        var services = new List<string>();
        for (int at = 0; (at = rule.Query.IndexOf(start, at, StringComparison.Ordinal)) >= 0; at++)
        {
            int from = at + start.Length;
            int end = rule.Query.IndexOf('"', from);
            if (end > from && end - from < 64 && !services.Contains(rule.Query.Substring(from, end - from)))
            {
                services.Add(rule.Query.Substring(from, end - from));
            }
        }

        return services;
    }
}
