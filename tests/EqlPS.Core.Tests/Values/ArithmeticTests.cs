using System.Numerics;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class ArithmeticTests
{
    private const string Operators = "+-*/%";

    public static IEnumerable<object[]> Cases => CaseFile.Rows("arithmetic.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operators_on_integers_and_doubles(int line, string input, string expected)
    {
        string[] parts = input.Split(' ');
        Assert.True(NumberText.TryParse(parts[0].AsSpan(), out NumberValue left));
        Assert.True(NumberText.TryParse(parts[2].AsSpan(), out NumberValue right));

        ArithmeticStatus status = Apply(parts[1][0], left, right, out NumberValue result);

        string actual = status switch
        {
            ArithmeticStatus.Overflow => "overflow",
            ArithmeticStatus.DivisionByZero => "zero",
            _ => result.ToString(),
        };
        Assert.Equal((line, expected), (line, actual));
    }

    [Fact]
    public void Random_integers_agree_with_big_integers()
    {
        Random random = new(31);
        for (int round = 0; round < 50_000; round++)
        {
            long left = RandomInteger(random);
            long right = RandomInteger(random);
            char sign = Operators[random.Next(Operators.Length)];
            ArithmeticStatus status = Apply(sign, new NumberValue(left), new NumberValue(right), out NumberValue result);
            if (right == 0 && (sign is '/' or '%'))
            {
                Assert.Equal((ArithmeticStatus.DivisionByZero, new NumberValue(0)), (status, result));
                continue;
            }

            BigInteger exact = sign switch
            {
                '+' => (BigInteger)left + right,
                '-' => (BigInteger)left - right,
                '*' => (BigInteger)left * right,
                '/' => (BigInteger)left / right,
                _ => (BigInteger)left % right,
            };
            bool fits = exact >= long.MinValue && exact <= long.MaxValue;
            Assert.Equal(fits ? ArithmeticStatus.Ok : ArithmeticStatus.Overflow, status);
            Assert.Equal(new NumberValue(fits ? (long)exact : 0), result);
        }
    }

    [Theory]
    [InlineData(5L, true, -5L)]
    [InlineData(0L, true, 0L)]
    [InlineData(long.MaxValue, true, -long.MaxValue)]
    [InlineData(long.MinValue, false, 0L)]
    public void The_smallest_integer_has_no_negative(long operand, bool expected, long result)
    {
        ArithmeticStatus status = Arithmetic.Negate(new NumberValue(operand), out NumberValue negated);
        Assert.Equal(expected ? ArithmeticStatus.Ok : ArithmeticStatus.Overflow, status);
        Assert.Equal(new NumberValue(result), negated);
    }

    [Fact]
    public void The_negative_of_a_double_keeps_its_zero_signed()
    {
        Assert.Equal(ArithmeticStatus.Ok, Arithmetic.Negate(new NumberValue(0.0), out NumberValue zero));
        Assert.Equal("-0.0", zero.ToString());
    }

    private static ArithmeticStatus Apply(char sign, NumberValue left, NumberValue right, out NumberValue result) => sign switch
    {
        '+' => Arithmetic.Add(left, right, out result),
        '-' => Arithmetic.Subtract(left, right, out result),
        '*' => Arithmetic.Multiply(left, right, out result),
        '/' => Arithmetic.Divide(left, right, out result),
        _ => Arithmetic.Modulo(left, right, out result),
    };

    private static long RandomInteger(Random random) => random.Next(5) switch
    {
        0 => random.Next(-3, 4),
        1 => long.MinValue + random.Next(3),
        2 => long.MaxValue - random.Next(3),
        3 => random.NextInt64(-(1L << random.Next(1, 63)), 1L << random.Next(1, 63)),
        _ => random.NextInt64(long.MinValue, long.MaxValue),
    };
}
