namespace EqlPS.Values;

/// <summary>
/// The operators <c>+ - * / %</c>. Two integers give an integer or a fault; with a double on either side both are widened and nothing
/// faults: division by zero is then an infinity or NaN. Division truncates toward zero, and a remainder has the sign of the dividend.
/// </summary>
/// <remarks>Where the status is not <see cref="ArithmeticStatus.Ok"/>, the result is 0 and means nothing.</remarks>
internal static class Arithmetic
{
    public static ArithmeticStatus Add(NumberValue left, NumberValue right, out NumberValue result)
    {
        if (!left.IsInteger || !right.IsInteger)
        {
            result = new NumberValue(left.Double + right.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Add(left.Integer, right.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Add(long left, long right, out long result)
    {
        long sum = unchecked(left + right);

        // Only operands of one sign overflow, and then the sum has the other.
        return Finish(((left ^ sum) & (right ^ sum)) >= 0, sum, out result);
    }

    public static ArithmeticStatus Subtract(NumberValue left, NumberValue right, out NumberValue result)
    {
        if (!left.IsInteger || !right.IsInteger)
        {
            result = new NumberValue(left.Double - right.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Subtract(left.Integer, right.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Subtract(long left, long right, out long result)
    {
        long difference = unchecked(left - right);
        return Finish(((left ^ right) & (left ^ difference)) >= 0, difference, out result);
    }

    public static ArithmeticStatus Multiply(NumberValue left, NumberValue right, out NumberValue result)
    {
        if (!left.IsInteger || !right.IsInteger)
        {
            result = new NumberValue(left.Double * right.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Multiply(left.Integer, right.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Multiply(long left, long right, out long result)
    {
        long product = unchecked(left * right);
        bool small = (int)left == left && (int)right == right;
        bool exact = small || left == 0 || (!(left == -1 && right == long.MinValue) && product / left == right);
        return Finish(exact, product, out result);
    }

    public static ArithmeticStatus Divide(NumberValue left, NumberValue right, out NumberValue result)
    {
        if (!left.IsInteger || !right.IsInteger)
        {
            result = new NumberValue(left.Double / right.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Divide(left.Integer, right.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Divide(long left, long right, out long result)
    {
        switch (right)
        {
            case 0:
                result = 0;
                return ArithmeticStatus.DivisionByZero;
            case -1:
                return Negate(left, out result);
            default:
                result = left / right;
                return ArithmeticStatus.Ok;
        }
    }

    public static ArithmeticStatus Modulo(NumberValue left, NumberValue right, out NumberValue result)
    {
        if (!left.IsInteger || !right.IsInteger)
        {
            result = new NumberValue(left.Double % right.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Modulo(left.Integer, right.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Modulo(long left, long right, out long result)
    {
        // The processor faults on the smallest number % -1, which is 0 like any other.
        result = right is 0 or -1 ? 0 : left % right;
        return right == 0 ? ArithmeticStatus.DivisionByZero : ArithmeticStatus.Ok;
    }

    public static ArithmeticStatus Negate(NumberValue operand, out NumberValue result)
    {
        if (!operand.IsInteger)
        {
            result = new NumberValue(-operand.Double);
            return ArithmeticStatus.Ok;
        }

        ArithmeticStatus status = Negate(operand.Integer, out long integer);
        result = new NumberValue(integer);
        return status;
    }

    public static ArithmeticStatus Negate(long operand, out long result) =>
        Finish(operand != long.MinValue, unchecked(-operand), out result);

    private static ArithmeticStatus Finish(bool exact, long value, out long result)
    {
        result = exact ? value : 0;
        return exact ? ArithmeticStatus.Ok : ArithmeticStatus.Overflow;
    }
}
