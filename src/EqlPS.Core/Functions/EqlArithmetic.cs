using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Functions;

/// <summary>The number operators over values: widening, checked ranges, faults.</summary>
internal static class EqlArithmetic
{
    /// <summary>A number operator on 64-bit integers and doubles.</summary>
    public delegate ArithmeticStatus Operation(NumberValue left, NumberValue right, out NumberValue result);

    /// <summary>
    /// The result of an operation on two numbers; overflow of 64 bits and whole division by zero are faults and give null.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="symbol">Its operator, for numbers beyond the range of signed integers.</param>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <param name="faults">Counts faults.</param>
    public static EqlValue Apply(Operation operation, char symbol, in EqlValue left, in EqlValue right, FaultCounter faults)
    {
        bool isWide = left.Kind == EqlValueKind.UnsignedInteger || right.Kind == EqlValueKind.UnsignedInteger;
        if (isWide && left.Kind != EqlValueKind.Double && right.Kind != EqlValueKind.Double)
        {
            return ApplyWide(symbol, Widen(left), Widen(right), faults);
        }

        ArithmeticStatus status = operation(NumberOf(left), NumberOf(right), out NumberValue result);
        if (status == ArithmeticStatus.Ok)
        {
            return result.IsInteger ? EqlValue.From(result.Integer) : EqlValue.From(result.Double);
        }

        faults.Add(status == ArithmeticStatus.DivisionByZero ? FaultKind.DivisionByZero : FaultKind.NumberOverflow);
        return default;
    }

    private static NumberValue NumberOf(in EqlValue value) =>
        value.Kind == EqlValueKind.Integer ? new NumberValue(value.AsInteger()) : new NumberValue(value.AsDouble());

    private static decimal Widen(in EqlValue value) => value.Kind == EqlValueKind.Integer ? value.AsInteger() : value.AsUnsigned();

    // Unsigned numbers are above the signed range, and so is nearly every result: those are faults like any other overflow.
    private static EqlValue ApplyWide(char symbol, decimal left, decimal right, FaultCounter faults)
    {
        if (right == 0 && symbol is '/' or '%')
        {
            faults.Add(FaultKind.DivisionByZero);
            return default;
        }

        bool isProductHuge = symbol == '*' && Math.Abs((double)left * (double)right) > ulong.MaxValue;
        decimal result = isProductHuge ? decimal.MaxValue : symbol switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            '/' => decimal.Truncate(left / right),
            _ => left % right,
        };
        if (result is < long.MinValue or > long.MaxValue)
        {
            faults.Add(FaultKind.NumberOverflow);
            return default;
        }

        return EqlValue.From((long)result);
    }
}
