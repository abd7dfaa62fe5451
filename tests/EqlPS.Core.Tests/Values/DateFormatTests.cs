using System.Globalization;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class DateFormatTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("date-formats.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_is_read_in_a_format(int line, string input, string expected)
    {
        string[] parts = input.Split(" => ");
        if (!DateFormat.TryCreate(parts[0], out DateFormat format))
        {
            Assert.Equal((line, expected), (line, "unknown"));
            return;
        }

        bool read = format.TryParseRange(parts[1].AsSpan(), out Timestamp first, out Timestamp last);

        string actual = !read ? "refused" : first == last ? first.ToString() : $"{first} .. {last}";
        Assert.Equal((line, expected), (line, actual));
        Assert.Equal(read, format.TryParse(parts[1].AsSpan(), out Timestamp single));
        Assert.Equal(first, single);
        Assert.Equal(parts[0], format.ToString());
    }

    [Fact]
    public void Random_patterns_agree_with_the_platform()
    {
        Random random = new(71);
        string[] dates = ["yyyy-MM-dd", "dd.MM.yyyy", "yyyyMMdd", "M/d/yyyy"];
        string[] times = ["", " HH:mm:ss", "'T'HH:mm", " HH:mm:ss.fff", "'T'HHmmssfffffff"];
        for (int round = 0; round < 5_000; round++)
        {
            string pattern = dates[random.Next(dates.Length)] + times[random.Next(times.Length)];
            string text = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)).ToString(pattern, CultureInfo.InvariantCulture);
            DateTime expected = DateTime.ParseExact(text, pattern, CultureInfo.InvariantCulture);
            Assert.True(DateFormat.TryCreate(pattern.Replace('f', 'S'), out DateFormat format), pattern);
            Assert.True(format.TryParse(text.AsSpan(), out Timestamp timestamp), $"{text} in {pattern}");
            Assert.Equal(expected.Ticks, timestamp.Ticks);
        }
    }

    [Fact]
    public void Hostile_formats_and_texts_are_refused()
    {
        Assert.False(DateFormat.TryCreate(string.Concat(Enumerable.Repeat("yyyy||", 100_000)) + "yyyy", out DateFormat format));
        Assert.False(DateFormat.TryCreate("yyyy" + new string('-', 100_000), out _));
        Assert.False(DateFormat.TryCreate("", out _));
        Assert.False(format.TryParse(new string('2', 100_000).AsSpan(), out _));
        Assert.False(format.TryParse(ReadOnlySpan<char>.Empty, out _));
    }

    [Fact]
    public void An_unknown_format_leaves_the_default_one()
    {
        Assert.False(DateFormat.TryCreate("nonsense", out DateFormat format));
        Assert.Equal("strict_date_optional_time||epoch_millis", format.ToString());
        Assert.True(format.TryParse("1588223167123".AsSpan(), out Timestamp timestamp));
        Assert.Equal("2020-04-30T05:06:07.123Z", timestamp.ToString());
    }
}
