using EqlPS.Ast;
using EqlPS.Evaluation.Tests;
using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>A comparison of two values as they are: only text is read as the other side's date, address or version.</summary>
internal sealed class ComparisonScalar(ComparisonOperator @operator, Scalar left, Scalar right, Timestamp now) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context) =>
        Compare(@operator, left.Evaluate(context), right.Evaluate(context), now, context.Faults);

    /// <summary>True, false, or null if either side is null or the types cannot be compared.</summary>
    public static EqlValue Compare(ComparisonOperator @operator, in EqlValue left, in EqlValue right, Timestamp now, FaultCounter faults)
    {
        if (left.IsNull || right.IsNull)
        {
            return default;
        }

        if (left.IsNumber && right.IsNumber)
        {
            return EqlValue.From(NumberOrder.IsUnordered(left, right)
                ? @operator == ComparisonOperator.NotEqual
                : ComparisonResult.Holds(@operator, NumberOrder.Compare(left, right)));
        }

        if (left.Kind == right.Kind)
        {
            return EqlValue.From(ComparisonResult.Holds(@operator, ValueOrder.Compare(left, right)));
        }

        if (right.Kind == EqlValueKind.Text && IsReadFromText(left.Kind))
        {
            return EqlValue.From(new ConstantComparisonTest(@operator, new ConstantForms(right, now)).Passes(left, faults));
        }

        if (left.Kind == EqlValueKind.Text && IsReadFromText(right.Kind))
        {
            ComparisonOperator mirrored = Analysis.OperatorNames.Mirror(@operator);
            return EqlValue.From(new ConstantComparisonTest(mirrored, new ConstantForms(left, now)).Passes(right, faults));
        }

        faults.Add(FaultKind.IncomparableTypes);
        return default;
    }

    private static bool IsReadFromText(EqlValueKind kind) => kind is EqlValueKind.Date or EqlValueKind.Ip or EqlValueKind.Version;
}
