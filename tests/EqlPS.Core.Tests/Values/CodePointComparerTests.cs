using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class CodePointComparerTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("code-points.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Texts_are_in_ascending_order(int line, string input, string reason)
    {
        string[] texts = input.Split(' ').Select(Decode).ToArray();
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = 0; j < texts.Length; j++)
            {
                Assert.Equal((line, reason, i.CompareTo(j)), (line, reason, Sign(texts[i], texts[j])));
            }
        }
    }

    [Fact]
    public void Order_is_that_of_utf8_bytes()
    {
        Random random = new(41);
        for (int round = 0; round < 20_000; round++)
        {
            string left = RandomText(random);
            string right = (random.Next(3) == 0 ? left : left[..(left.Length / 2)]) + RandomText(random);
            left = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(left));
            right = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(right));
            int expected = Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));
            Assert.Equal(expected, Sign(left, right));
            Assert.Equal(-expected, Sign(right, left));
        }
    }

    [Fact]
    public void Empty_text_comes_first()
    {
        Assert.Equal(0, Sign("", ""));
        Assert.Equal(-1, Sign("", "\0"));
        Assert.Equal(1, Sign("\uDC00", ""));
    }

    private static int Sign(string left, string right) => Math.Sign(CodePointComparer.Compare(left.AsSpan(), right.AsSpan()));

    private static string RandomText(Random random)
    {
        string[] pieces = ["a", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "😀", "abcd", "\0"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static string Decode(string text) => Regex.Replace(text, "U\\+([0-9A-F]{4,6})", match =>
    {
        int code = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return code > 0xFFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString();
    });
}
