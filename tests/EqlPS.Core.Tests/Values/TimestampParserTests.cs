using System.Globalization;
using System.Text;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class TimestampParserTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("timestamps.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_denotes_a_range(int line, string text, string expected)
    {
        bool read = TimestampParser.TryParseRange(text.AsSpan(), out Timestamp first, out Timestamp last);
        Assert.Equal((line, expected), (line, Show(read, first, last)));

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        read = TimestampParser.TryParseRange(utf8, out first, out last);
        Assert.Equal((line, expected), (line, Show(read, first, last)));
        Assert.Equal(read, TimestampParser.TryParse(utf8, out Timestamp single));
        Assert.Equal(first, single);
    }

    [Fact]
    public void Empty_and_overlong_texts_are_refused()
    {
        Assert.False(TimestampParser.TryParse(ReadOnlySpan<char>.Empty, out _));
        Assert.False(TimestampParser.TryParse(ReadOnlySpan<byte>.Empty, out _));
        Assert.False(TimestampParser.TryParse(new string('1', 100_000).AsSpan(), out _));
        Assert.False(TimestampParser.TryParse(Encoding.ASCII.GetBytes(new string('1', 100_000)), out _));
    }

    [Fact]
    public void Random_instants_agree_with_the_platform()
    {
        Random random = new(3);
        string[] formats =
        [
            "yyyy-MM-ddTHH:mm:ss.fffffffzzz",
            "yyyy-MM-ddTHH:mm:ss.fffzzz",
            "yyyy-MM-dd HH:mm:ss,ffzzz",
            "yyyy-MM-ddTHH:mm:ss.fffffff",
        ];
        for (int round = 0; round < 5_000; round++)
        {
            TimeSpan offset = TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1));
            string format = formats[random.Next(formats.Length)];
            DateTimeOffset instant = new(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), offset);
            string text = instant.ToString(format, CultureInfo.InvariantCulture);
            DateTimeOffset expected = DateTimeOffset.ParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            Assert.True(TimestampParser.TryParseRange(text.AsSpan(), out Timestamp first, out Timestamp last), text);
            Assert.Equal(expected.UtcTicks, first.Ticks);
            Assert.Equal(first, last);
        }
    }

    [Fact]
    public void Printed_instants_read_back()
    {
        Random random = new(4);
        for (int round = 0; round < 5_000; round++)
        {
            long ticks = random.NextInt64(DateTime.MaxValue.Ticks + 1);
            long unit = (long)Math.Pow(10, random.Next(8));
            Timestamp written = Timestamp.FromTicks(ticks - (ticks % unit), unit == 1 ? random.Next(100) : 0);
            Assert.True(TimestampParser.TryParse(written.ToString().AsSpan(), out Timestamp read));
            Assert.Equal(written, read);
        }
    }

    [Fact]
    public void Noise_is_read_or_refused_quietly()
    {
        Random random = new(5);
        const string Alphabet = "0123456789-:T.,Z+ e";
        char[] text = new char[26];
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            "2020-04-30T05:06:07.12+0130".AsSpan(0, 26).CopyTo(text);
            for (int i = random.Next(4); i >= 0; i--)
            {
                text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
            }

            if (TimestampParser.TryParseRange(text.AsSpan(0, random.Next(27)), out Timestamp first, out Timestamp last))
            {
                Assert.True(first <= last);
            }
            else
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 19_999);
    }

    private static string Show(bool read, Timestamp first, Timestamp last) =>
        !read ? "refused" : first == last ? first.ToString() : $"{first} .. {last}";
}
