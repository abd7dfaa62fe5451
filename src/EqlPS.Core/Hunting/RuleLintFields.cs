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
        return stages.SelectMany(FieldsOf)
            .OrderBy(f => f.Span.Start)
            .Where(f => met.Add(f.Path) && !KnownFields.Contains(f.Path))
            .ToArray();
    }

    /// <summary>A sentence about the field, with the names that may have been meant.</summary>
    public static string Describe(BoundField field) =>
        $"Neither the Elastic Common Schema nor an integration of Elastic has the field [{BoundText.Shown(field.Path)}]"
            + (Suggestions.For(field.Path, EcsFields.Names) is { Length: > 0 } meant ? meant : ".");

    private static IEnumerable<BoundField> FieldsOf(BoundStage stage)
    {
        var pending = new Stack<BoundExpression>(stage.Keys.Select(k => k.Field).OfType<BoundExpression>());
        pending.Push(stage.Filter.Condition);
        while (pending.Count > 0)
        {
            BoundExpression expression = pending.Pop();
            if (expression is BoundField field)
            {
                yield return field;
            }

            foreach (BoundExpression child in ChildrenOf(expression))
            {
                pending.Push(child);
            }
        }
    }

    private static IEnumerable<BoundExpression> ChildrenOf(BoundExpression expression) => expression switch
    {
        BoundLogical logical => logical.Operands,
        BoundNot not => [not.Operand],
        BoundNegation negation => [negation.Operand],
        BoundComparison comparison => [comparison.Left, comparison.Right],
        BoundNullTest test => [test.Operand],
        BoundIn membership => [membership.Operand, .. membership.Items],
        BoundPattern pattern => [pattern.Operand, .. pattern.Others],
        BoundCall call => call.Arguments,
        _ => [],
    };
}
