using System.Numerics;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class TimestampTests
{
    private const long Epoch = 621_355_968_000_000_000;

    [Fact]
    public void Day_numbers_agree_with_the_platform()
    {
        DateTime end = DateTime.MaxValue.Date;
        int number = 0;
        for (DateTime date = DateTime.MinValue; date < end; date = date.AddDays(1), number++)
        {
            CivilDate.FromDayNumber(number, out int year, out int month, out int day);
            if ((year, month, day) != (date.Year, date.Month, date.Day) || CivilDate.ToDayNumber(year, month, day) != number)
            {
                Assert.Fail($"{date:o}: {year}-{month}-{day}");
            }
        }

        for (int year = 1; year <= 9999; year++)
        {
            Assert.Equal(DateTime.IsLeapYear(year), CivilDate.IsLeapYear(year));
            Assert.Equal(DateTime.DaysInMonth(year, (year % 12) + 1), CivilDate.DaysInMonth(year, (year % 12) + 1));
        }
    }

    [Theory]
    [InlineData(0, 0, "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z")]
    [InlineData(Epoch, 0, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(Epoch, 1, "1970-01-01T00:00:00.000000001Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(Epoch + 1, 0, "1970-01-01T00:00:00.0000001Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(Epoch + 10, 0, "1970-01-01T00:00:00.000001Z", "1970-01-01T00:00:00.000Z")]
    [InlineData(Epoch + 12_345_678, 0, "1970-01-01T00:00:01.2345678Z", "1970-01-01T00:00:01.234Z")]
    [InlineData(Epoch - 1, 99, "1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999Z")]
    [InlineData(long.MaxValue, 0, "9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MinValue, 0, "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z")]
    public void Text_has_as_many_digits_as_needed(long ticks, int nanoseconds, string full, string milliseconds)
    {
        Timestamp timestamp = Timestamp.FromTicks(ticks, nanoseconds);
        Assert.Equal(full, timestamp.ToString());
        Assert.Equal(milliseconds, timestamp.ToMillisecondText());
        Span<char> buffer = stackalloc char[Timestamp.MaxTextLength];
        Assert.True(timestamp.TryFormat(buffer, out int written));
        Assert.Equal(full, buffer[..written].ToString());
        Assert.False(timestamp.TryFormat(buffer[..(written - 1)], out _));
    }

    [Theory]
    [InlineData(0L, "1970-01-01T00:00:00.000Z")]
    [InlineData(-1L, "1969-12-31T23:59:59.999Z")]
    [InlineData(1588223167123L, "2020-04-30T05:06:07.123Z")]
    [InlineData(-62135596800000L, "0001-01-01T00:00:00.000Z")]
    [InlineData(-62135596800001L, "0001-01-01T00:00:00.000Z")]
    [InlineData(253402300800000L, "9999-12-31T23:59:59.999999999Z")]
    [InlineData(long.MinValue, "0001-01-01T00:00:00.000Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999999999Z")]
    public void Whole_milliseconds(long milliseconds, string expected) =>
        Assert.Equal(expected, Timestamp.FromUnixMilliseconds(milliseconds).ToString());

    [Theory]
    [InlineData(0.0, "1970-01-01T00:00:00.000Z")]
    [InlineData(-0.5, "1969-12-31T23:59:59.999500Z")]
    [InlineData(1588223167123.0, "2020-04-30T05:06:07.123Z")]
    [InlineData(1588223167123.4567, "2020-04-30T05:06:07.1234568Z")]
    [InlineData(0.99999999, "1970-01-01T00:00:00.001Z")]
    [InlineData(1e300, "9999-12-31T23:59:59.999999999Z")]
    [InlineData(-1e15, "0001-01-01T00:00:00.000Z")]
    [InlineData(double.PositiveInfinity, "9999-12-31T23:59:59.999999999Z")]
    [InlineData(double.NegativeInfinity, "0001-01-01T00:00:00.000Z")]
    [InlineData(double.NaN, "1970-01-01T00:00:00.000Z")]
    public void Fractional_milliseconds(double milliseconds, string expected) =>
        Assert.Equal(expected, Timestamp.FromUnixMilliseconds(milliseconds).ToString());

    [Theory]
    [InlineData(0L, "1601-01-01T00:00:00.000Z")]
    [InlineData(132326967671234567L, "2020-04-30T05:06:07.1234567Z")]
    [InlineData(-1L, "1600-12-31T23:59:59.9999999Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999999999Z")]
    [InlineData(long.MinValue, "0001-01-01T00:00:00.000Z")]
    public void File_times(long fileTime, string expected) => Assert.Equal(expected, Timestamp.FromFileTime(fileTime).ToString());

    [Fact]
    public void Order_spans_and_milliseconds_agree_with_big_integers()
    {
        Random random = new(11);
        for (int round = 0; round < 20_000; round++)
        {
            Timestamp earlier = RandomTimestamp(random);
            Timestamp later = random.Next(4) == 0 ? earlier : RandomTimestamp(random);
            BigInteger difference = Nanoseconds(later) - Nanoseconds(earlier);
            Assert.Equal(difference.Sign, Math.Sign(later.CompareTo(earlier)));
            Assert.Equal(difference.Sign > 0, later > earlier);
            Assert.Equal(difference.Sign >= 0, later >= earlier);
            Assert.Equal(difference.Sign < 0, later < earlier);
            Assert.Equal(difference.Sign <= 0, later <= earlier);
            Assert.Equal(difference.IsZero, later == earlier);
            Assert.Equal(difference.IsZero, !(later != earlier) && later.GetHashCode() == earlier.GetHashCode());
            Assert.Equal((long)Floor(difference, 100), later.Since(earlier).Ticks);
            Assert.Equal((long)Floor(Nanoseconds(later) - (new BigInteger(Epoch) * 100), 1_000_000), later.UnixMilliseconds);
            long span = (long)(difference / 100) + random.Next(-2, 3);
            Assert.Equal((difference - (new BigInteger(span) * 100)).Sign, Timestamp.CompareSpan(later, earlier, span));
        }
    }

    [Fact]
    public void Spans_at_the_ends_of_the_range_do_not_overflow()
    {
        Assert.Equal(1, Timestamp.CompareSpan(Timestamp.MaxValue, Timestamp.MinValue, 0));
        Assert.Equal(-1, Timestamp.CompareSpan(Timestamp.MinValue, Timestamp.MaxValue, 0));
        Assert.Equal(-1, Timestamp.CompareSpan(Timestamp.MaxValue, Timestamp.MinValue, long.MaxValue));
        Assert.Equal(1, Timestamp.CompareSpan(Timestamp.MinValue, Timestamp.MaxValue, long.MinValue));
    }

    [Theory]
    [InlineData(0L, long.MinValue, false)]
    [InlineData(0L, long.MaxValue, false)]
    [InlineData(0L, -1L, false)]
    [InlineData(5L, -5L, true)]
    [InlineData(3_155_378_975_999_999_999L, 1L, false)]
    [InlineData(3_155_378_975_999_999_998L, 1L, true)]
    public void Moves_stay_in_range(long ticks, long by, bool expected)
    {
        Assert.Equal(expected, Timestamp.FromTicks(ticks).TryAddTicks(by, out Timestamp moved));
        Assert.Equal(expected ? ticks + by : 0, moved.Ticks);
    }

    private static Timestamp RandomTimestamp(Random random) => random.Next(2) == 0
        ? Timestamp.FromTicks(random.NextInt64(DateTime.MaxValue.Ticks), random.Next(100))
        : Timestamp.FromTicks(Epoch + random.Next(-3, 3), random.Next(100));

    private static BigInteger Nanoseconds(Timestamp timestamp) => (new BigInteger(timestamp.Ticks) * 100) + timestamp.Nanoseconds;

    private static BigInteger Floor(BigInteger value, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(value, divisor, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
