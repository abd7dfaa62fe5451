using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class DateMathTests
{
    private static readonly Timestamp Now = Read("2024-02-28T13:14:15.123456789Z");

    public static IEnumerable<object[]> Cases => CaseFile.Rows("date-math.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_denotes_a_range(int line, string text, string expected)
    {
        bool read = DateMath.TryParse(text.AsSpan(), Now, out Timestamp first, out Timestamp last);

        string actual = !read ? "refused" : first == last ? first.ToString() : $"{first} .. {last}";
        Assert.Equal((line, expected), (line, actual));
    }

    [Fact]
    public void Anchor_is_in_the_format_of_the_field()
    {
        Assert.True(DateFormat.TryCreate("dd.MM.yyyy", out DateFormat format));
        Assert.True(DateMath.TryParse("30.04.2020||+1M/M".AsSpan(), Now, format, out Timestamp first, out Timestamp last));
        Assert.Equal("2020-05-01T00:00:00.000Z", first.ToString());
        Assert.Equal("2020-05-31T23:59:59.999999999Z", last.ToString());
        Assert.True(DateMath.TryParse("now-1d".AsSpan(), Now, format, out first, out last));
        Assert.Equal("2024-02-27T13:14:15.123456789Z", first.ToString());
        Assert.False(DateMath.TryParse("2020-04-30||+1M".AsSpan(), Now, format, out _, out _));
    }

    [Fact]
    public void Random_steps_agree_with_the_platform()
    {
        Random random = new(61);
        for (int round = 0; round < 10_000; round++)
        {
            DateTime expected = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc);
            Timestamp now = Timestamp.FromTicks(expected.Ticks);
            string text = "now";
            bool inRange = true;
            for (int steps = random.Next(4); steps >= 0 && inRange; steps--)
            {
                char unit = "yMwdhms"[random.Next(7)];
                int count = random.Next(-3000, 3000);
                text += count < 0 ? $"{count}{unit}" : $"+{count}{unit}";
                inRange = TryStep(ref expected, unit, count);
            }

            Assert.Equal((text, inRange), (text, DateMath.TryParse(text.AsSpan(), now, out Timestamp first, out Timestamp last)));
            if (inRange)
            {
                Assert.Equal((text, expected.Ticks), (text, first.Ticks));
                Assert.Equal(first, last);
                text += "/" + "yMwdhms"[random.Next(7)];
                Assert.True(DateMath.TryParse(text.AsSpan(), now, out Timestamp start, out Timestamp end));
                Assert.True(start <= first && first <= end && start < end);
            }
        }
    }

    [Fact]
    public void Long_chains_are_read_in_one_pass()
    {
        string text = "now" + string.Concat(Enumerable.Repeat("+1d-1d/h", 100_000));
        Assert.True(DateMath.TryParse(text.AsSpan(), Now, out Timestamp first, out _));
        Assert.Equal("2024-02-28T13:00:00.000Z", first.ToString());
    }

    private static bool TryStep(ref DateTime date, char unit, int count)
    {
        try
        {
            date = unit switch
            {
                'y' => date.AddYears(count),
                'M' => date.AddMonths(count),
                'w' => date.AddTicks(count * 7 * TimeSpan.TicksPerDay),
                'd' => date.AddTicks(count * TimeSpan.TicksPerDay),
                'h' => date.AddTicks(count * TimeSpan.TicksPerHour),
                'm' => date.AddTicks(count * TimeSpan.TicksPerMinute),
                _ => date.AddTicks(count * TimeSpan.TicksPerSecond),
            };
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static Timestamp Read(string text)
    {
        Assert.True(TimestampParser.TryParse(text.AsSpan(), out Timestamp timestamp));
        return timestamp;
    }
}
