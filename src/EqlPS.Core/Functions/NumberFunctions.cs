using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Functions;

/// <summary>Arithmetic, and reading numbers from text.</summary>
internal static class NumberFunctions
{
    private const int HexadecimalBase = 16;
    private const int DecimalBase = 10;

    public static EqlValue Add(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlArithmetic.Apply(Arithmetic.Add, '+', arguments[0], arguments[1], faults);

    public static EqlValue Subtract(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlArithmetic.Apply(Arithmetic.Subtract, '-', arguments[0], arguments[1], faults);

    public static EqlValue Multiply(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlArithmetic.Apply(Arithmetic.Multiply, '*', arguments[0], arguments[1], faults);

    /// <summary>Whole numbers divide toward zero; if either is a double, so is the result.</summary>
    public static EqlValue Divide(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlArithmetic.Apply(Arithmetic.Divide, '/', arguments[0], arguments[1], faults);

    /// <summary>The remainder has the sign of the dividend.</summary>
    public static EqlValue Modulo(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults) =>
        EqlArithmetic.Apply(Arithmetic.Modulo, '%', arguments[0], arguments[1], faults);

    /// <summary>
    /// The number that text says. A <c>0x</c> at its start means base 16 where no base is given, and is skipped where the base is 16.
    /// Base 10 takes whole numbers of 64 bits, else doubles; other bases take whole numbers only. Anything else is a fault.
    /// </summary>
    public static EqlValue Number(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        ReadOnlySpan<char> text = arguments[0].AsText().AsSpan();
        long? radix = arguments.Length > 1 && !arguments[1].IsNull ? arguments[1].AsInteger() : null;
        bool isPrefixed = text.StartsWith("0x".AsSpan(), StringComparison.Ordinal);
        if (isPrefixed && radix is null or HexadecimalBase)
        {
            radix = isPrefixed ? HexadecimalBase : radix;
            text = isPrefixed ? text.Slice(2) : text;
        }

        radix ??= DecimalBase;
        if (radix == DecimalBase)
        {
            if (NumberText.TryParse(text, out NumberValue number))
            {
                return number.IsInteger ? EqlValue.From(number.Integer) : EqlValue.From(number.Double);
            }
        }
        else if (radix is >= 2 and <= 36 && NumberText.TryParseRadix(text, (int)radix, out long whole))
        {
            return EqlValue.From(whole);
        }

        faults.Add(FaultKind.TextIsNoNumber);
        return default;
    }
}
