using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Rules;
using EqlPS.Schema.Ecs;

namespace EqlPS.Hunting;

/// <summary>Finds the fields of a rule that neither the common schema nor any integration has.</summary>
internal static class RuleLintFields
{
    /// <summary>Each such field where it stands first, in the order of the query.</summary>
    public static IEnumerable<BoundField> Unknown(CompiledRule rule)
    {
        // Who lists a field with the rule knows it.
        var met = new HashSet<string>(rule.Rule.DeclaredFields.Select(f => f.Name), StringComparer.Ordinal)
        {
            rule.Query.Options.TimestampField,
        };
        BoundQuery query = rule.Program.Source;
        IEnumerable<BoundStage> stages = query.Until is null ? query.Stages : query.Stages.Concat([query.Until]);
        return stages.SelectMany(BoundFields.Of)
            .OrderBy(f => f.Span.Start)
            .Where(f => met.Add(f.Path) && !KnownFields.Contains(f.Path))
            .ToArray();
    }

    /// <summary>A sentence about the field, with the names that may have been meant.</summary>
    public static string Describe(BoundField field) =>
        $"Neither the Elastic Common Schema nor an integration of Elastic has the field [{BoundText.Shown(field.Path)}]"
            + (Suggestions.For(field.Path, EcsFields.Names) is { Length: > 0 } meant ? meant : ".");
}
