using EqlPS.Ast;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary>
/// Compares a field's value with a constant; the constant is taken in the form of the value's type, as an index lookup would.
/// </summary>
[HotPath]
internal sealed class ConstantComparisonTest(ComparisonOperator @operator, ConstantForms constant) : ValueTest
{
    public ComparisonOperator Operator { get; } = @operator;

    public ConstantForms Constant { get; } = constant;

    public override bool Passes(in EqlValue value, FaultCounter faults)
    {
        switch (value.Kind)
        {
            case EqlValueKind.Text:
                return PassesText(value.AsText());
            case EqlValueKind.Integer or EqlValueKind.UnsignedInteger or EqlValueKind.Double:
                return PassesNumber(value);
            case EqlValueKind.Boolean:
                return Constant.Boolean is bool expected && Holds(value.AsBoolean().CompareTo(expected));
            case EqlValueKind.Date:
                return PassesDate(value.AsDate(), faults);
            case EqlValueKind.Ip:
                return PassesAddress(value.AsIp(), faults);
            default:
                return Holds(value.AsVersion().CompareTo(Constant.Version));
        }
    }

    private bool PassesText(string text) => Operator switch
    {
        ComparisonOperator.Equal => string.Equals(text, Constant.Text, StringComparison.Ordinal),
        ComparisonOperator.NotEqual => !string.Equals(text, Constant.Text, StringComparison.Ordinal),
        _ => Holds(CodePointComparer.Compare(text.AsSpan(), Constant.Text.AsSpan())),
    };

    private bool PassesNumber(in EqlValue number)
    {
        if (Constant.Number.IsNull)
        {
            return false;
        }

        return NumberOrder.IsUnordered(number, Constant.Number)
            ? Operator == ComparisonOperator.NotEqual
            : Holds(NumberOrder.Compare(number, Constant.Number));
    }

    // A constant can stand for a stretch of time: [< 2024-01-01] is before the day, [> 2024-01-01] after it.
    private bool PassesDate(Timestamp date, FaultCounter faults)
    {
        if (!Constant.HasDates)
        {
            faults.Add(FaultKind.ConstantUnreadable);
            return false;
        }

        bool isBefore = date < Constant.FirstDate;
        bool isAfter = date > Constant.LastDate;
        return Holds(isBefore ? -1 : isAfter ? 1 : 0);
    }

    private bool PassesAddress(IpAddress address, FaultCounter faults)
    {
        if (Constant.Address is IpAddress expected)
        {
            return Holds(address.CompareTo(expected));
        }

        if (Constant.Block is CidrBlock block && Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return block.Contains(address) == (Operator == ComparisonOperator.Equal);
        }

        faults.Add(FaultKind.ConstantUnreadable);
        return false;
    }

    private bool Holds(int order) => ComparisonResult.Holds(Operator, order);
}
