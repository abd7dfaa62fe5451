using EqlPS.Ast;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary><c>operand in (items)</c> where items are computed, or the operand is: any item that equals decides.</summary>
internal sealed class MembershipScalar(Scalar operand, Scalar[] items, bool ignoresCase, Timestamp now) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context)
    {
        EqlValue value = operand.Evaluate(context);
        if (value.IsNull)
        {
            return default;
        }

        foreach (Scalar item in items)
        {
            EqlValue candidate = item.Evaluate(context);
            bool isEqual = ignoresCase
                ? EqualsIgnoringCase(value, candidate)
                : ComparisonScalar.Compare(ComparisonOperator.Equal, value, candidate, now, context.Faults).IsTrue;
            if (isEqual)
            {
                return EqlValue.True;
            }
        }

        return EqlValue.False;
    }

    /// <summary>Equality of text forms without regard to case; null equals nothing.</summary>
    public static bool EqualsIgnoringCase(in EqlValue left, in EqlValue right) =>
        !left.IsNull && !right.IsNull && CaseFolding.EqualsIgnoreCase(TextForm.Of(left).AsSpan(), TextForm.Of(right).AsSpan());
}
