using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Hunting.Candidates;

/// <summary>Finds the texts one of which a field must equal, whatever else a condition asks for.</summary>
internal static class RequiredTexts
{
    /// <summary>
    /// Texts that the field must equal without regard to case for the condition to be met; null if it asks for nothing that simple. An
    /// event without any of them never meets it; one with them need not.
    /// </summary>
    public static IReadOnlyList<string>? Of(BoundExpression condition, string path)
    {
        switch (condition)
        {
            case BoundLogical { IsOr: false } all:
                return all.Operands.Select(operand => Of(operand, path)).FirstOrDefault(texts => texts is not null);
            case BoundComparison { Operator: ComparisonOperator.Equal, Left: BoundField field, Right: BoundConstant constant }
                when field.Path == path && constant.Value.Kind == EqlValueKind.Text:
                return [constant.Value.AsText()];
            case BoundPattern { Operand: BoundField field, Others.Count: 0, Operator: PatternOperator.Colon } pattern
                when field.Path == path && !pattern.Patterns.Any(WildcardPattern.HasWildcard):
                return pattern.Patterns;
            case BoundIn { Operand: BoundField field } membership
                when field.Path == path && membership.Items.All(i => i is BoundConstant { Value.Kind: EqlValueKind.Text }):
                return membership.Items.Select(i => ((BoundConstant)i).Value.AsText()).ToArray();
            default:
                return null;
        }
    }
}
