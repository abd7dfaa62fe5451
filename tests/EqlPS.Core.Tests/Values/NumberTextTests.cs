using System.Globalization;
using System.Numerics;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class NumberTextTests
{
    public static IEnumerable<object[]> ParsingCases => CaseFile.Rows("number-parsing.cases");

    public static IEnumerable<object[]> PrintingCases => CaseFile.Rows("number-printing.cases");

    [Theory]
    [MemberData(nameof(ParsingCases))]
    public void Text_is_an_integer_a_double_or_refused(int line, string input, string expected)
    {
        string actual = NumberText.TryParse(input.Replace('·', ' ').AsSpan(), out NumberValue number) ? number.ToString() : "refused";

        Assert.Equal((line, expected), (line, actual));
    }

    [Theory]
    [MemberData(nameof(PrintingCases))]
    public void Doubles_print_as_in_java(int line, string input, string expected)
    {
        double value = double.Parse(input, NumberStyles.Float, CultureInfo.InvariantCulture);
        Span<char> buffer = stackalloc char[NumberText.MaxDoubleLength];

        Assert.Equal((line, expected), (line, NumberText.Format(value)));
        Assert.True(NumberText.TryFormat(value, buffer, out int written));
        Assert.Equal(expected, buffer[..written].ToString());
        Assert.False(NumberText.TryFormat(value, buffer[..(written - 1)], out _));
    }

    [Theory]
    [InlineData("\t\n\u00001\u0001", true)]
    [InlineData("\u00A01", false)]
    [InlineData("1\u2003", false)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("１", false)]
    public void Only_ascii_blanks_and_controls_are_trimmed(string text, bool expected) =>
        Assert.Equal(expected, NumberText.TryParse(text.AsSpan(), out _));

    [Theory]
    [InlineData("48af", 16, 18607L)]
    [InlineData("c0ffee", 16, 12648430L)]
    [InlineData("C0FFee", 16, 12648430L)]
    [InlineData("0777", 8, 511L)]
    [InlineData("4123", 5, 538L)]
    [InlineData("b7", 12, 139L)]
    [InlineData("-z", 36, -35L)]
    [InlineData("+101", 2, 5L)]
    [InlineData("7fffffffffffffff", 16, long.MaxValue)]
    [InlineData("-8000000000000000", 16, long.MinValue)]
    [InlineData("8000000000000000", 16, null)]
    [InlineData("-8000000000000001", 16, null)]
    [InlineData("0xab", 16, null)]
    [InlineData("-0xab", 16, null)]
    [InlineData("9", 9, null)]
    [InlineData("2.25", 6, null)]
    [InlineData("", 16, null)]
    [InlineData("-", 16, null)]
    [InlineData(" 1", 10, null)]
    [InlineData("1", 1, null)]
    [InlineData("1", 0, null)]
    [InlineData("1", -10, null)]
    [InlineData("1", 37, null)]
    public void Digits_of_a_base(string text, int radix, long? expected) =>
        Assert.Equal(expected, NumberText.TryParseRadix(text.AsSpan(), radix, out long value) ? value : null);

    [Fact]
    public void Random_digits_of_any_base_agree_with_big_integers()
    {
        const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        Random random = new(21);
        for (int round = 0; round < 20_000; round++)
        {
            int radix = random.Next(2, 37);
            char[] text = new char[random.Next(1, (int)Math.Ceiling(64 / Math.Log2(radix)) + 1)];
            BigInteger expected = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = random.Next(radix);
                expected = (expected * radix) + digit;
                text[i] = random.Next(2) == 0 ? Digits[digit] : char.ToUpperInvariant(Digits[digit]);
            }

            bool negative = random.Next(2) == 0;
            expected = negative ? -expected : expected;
            bool fits = expected >= long.MinValue && expected <= long.MaxValue;
            Assert.Equal(fits, NumberText.TryParseRadix(((negative ? "-" : "") + new string(text)).AsSpan(), radix, out long value));
            Assert.Equal(fits ? expected : 0, value);
        }
    }

    [Fact]
    public void Random_doubles_print_shortest_and_read_back()
    {
        Random random = new(22);
        for (int round = 0; round < 20_000; round++)
        {
            double value = RandomDouble(random);
            string text = NumberText.Format(value);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.True(NumberText.TryParseDouble(text.AsSpan(), out double read));
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(read));
            string platform = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.True(SignificantDigits(text).Length <= Math.Max(2, SignificantDigits(platform).Length), $"{text} for {platform}");
        }
    }

    [Fact]
    public void Random_decimals_agree_with_the_platform()
    {
        Random random = new(23);
        for (int round = 0; round < 10_000; round++)
        {
            string text = $"{random.NextInt64()}.{random.NextInt64()}e{random.Next(-345, 330)}";
            Assert.True(NumberText.TryParseDouble(text.AsSpan(), out double value));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }

    [Fact]
    public void Hexadecimal_floats_round_to_nearest_even()
    {
        Random random = new(24);
        for (int round = 0; round < 10_000; round++)
        {
            double lower = Math.Abs(RandomDouble(random));
            double upper = Math.BitIncrement(lower);
            long bits = BitConverter.DoubleToInt64Bits(lower);
            int biased = (int)(bits >> 52);
            BigInteger mantissa = (bits & 0xF_FFFF_FFFF_FFFF) | (biased == 0 ? 0 : 1L << 52);
            int exponent = Math.Max(biased, 1) - 1075;
            BigInteger middle = ((mantissa << 1) + 1) << 40;

            Assert.Equal(lower, Hex(mantissa, exponent));
            Assert.Equal((bits & 1) == 0 ? lower : upper, Hex(middle, exponent - 41));
            Assert.Equal(upper, Hex(middle + 1, exponent - 41));
            Assert.Equal(lower, Hex(middle - 1, exponent - 41));
        }
    }

    [Fact]
    public void Endless_digits_are_read_in_linear_time()
    {
        string zeros = new('0', 1_000_000);
        Assert.True(NumberText.TryParse((zeros + "1").AsSpan(), out NumberValue one));
        Assert.Equal(new NumberValue(1), one);
        Assert.True(NumberText.TryParse(("1" + zeros).AsSpan(), out NumberValue large));
        Assert.Equal(double.PositiveInfinity, large.Double);
        Assert.True(NumberText.TryParse(("0x1" + zeros + "p-4000000").AsSpan(), out NumberValue hexadecimal));
        Assert.Equal(1.0, hexadecimal.Double);
        Assert.True(NumberText.TryParse(("0x." + zeros + "1p4000004").AsSpan(), out hexadecimal));
        Assert.Equal(1.0, hexadecimal.Double);
    }

    [Fact]
    public void Integers_and_doubles_stay_apart()
    {
        Assert.NotEqual(new NumberValue(1), new NumberValue(1.0));
        Assert.Equal(new NumberValue(double.NaN), new NumberValue(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001)));
        Assert.Equal(new NumberValue(0.0).GetHashCode(), new NumberValue(-0.0).GetHashCode());
        Assert.Equal(7.0, new NumberValue(7).Double);
        Assert.Equal(0, new NumberValue(7.5).Integer);
    }

    [Fact]
    public void Powers_of_two_print_shortest()
    {
        for (double value = Math.Pow(2, -1022); double.IsFinite(value); value *= 2)
        {
            string text = NumberText.Format(value);
            string platform = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            if (double.Parse(platform, CultureInfo.InvariantCulture) == value)
            {
                Assert.Equal(SignificantDigits(platform), SignificantDigits(text));
            }
        }
    }

    private static double Hex(BigInteger mantissa, int exponent)
    {
        Assert.True(NumberText.TryParseDouble($"0x{mantissa:x}p{exponent}".AsSpan(), out double value));
        return value;
    }

    private static double RandomDouble(Random random)
    {
        double value = random.Next(4) switch
        {
            0 => random.Next(1, 100_000) / 100.0,
            1 => BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 53)) + 1),
            2 => (random.NextDouble() + 1e-9) * Math.Pow(10, random.Next(-10, 20)),
            _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MaxValue)),
        };
        return double.IsFinite(value) && value < double.MaxValue ? (random.Next(2) == 0 ? value : -value) : 1.5;
    }

    private static string SignificantDigits(string text)
    {
        string digits = string.Concat(text.Split('E')[0].Where(char.IsAsciiDigit));
        return digits.Trim('0');
    }
}
