using System.Numerics;
using System.Text;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Values;

public class VersionValueTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("versions.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Texts_are_in_ascending_order(int line, string input, string reason)
    {
        VersionValue[] versions = input.Split(' ').Select(text => new VersionValue(text == "\"\"" ? "" : text)).ToArray();
        for (int i = 0; i < versions.Length; i++)
        {
            for (int j = 0; j < versions.Length; j++)
            {
                Assert.Equal(
                    (line, reason, versions[i].Text, versions[j].Text, i.CompareTo(j)),
                    (line, reason, versions[i].Text, versions[j].Text, Math.Sign(versions[i].CompareTo(versions[j]))));
            }
        }
    }

    [Theory]
    [InlineData("1", true, false)]
    [InlineData("1.2.3.4.5", true, false)]
    [InlineData("1.0-rc1", true, true)]
    [InlineData("1.0+a-b", true, false)]
    [InlineData("1.0-a.b.0+x.007", true, true)]
    [InlineData("1.0-01", false, false)]
    [InlineData("1.0-", false, false)]
    [InlineData("01", false, false)]
    [InlineData("", false, false)]
    [InlineData(" 1.0", false, false)]
    [InlineData("1.0\n", false, false)]
    public void Validity(string text, bool valid, bool prerelease)
    {
        VersionValue version = new(text);
        Assert.Equal((valid, prerelease, text), (version.IsValid, version.IsPrerelease, version.ToString()));
    }

    [Fact]
    public void Equality_is_that_of_the_text()
    {
        VersionValue version = new("1.0-a");
        Assert.True(version.Equals((object)new VersionValue(new StringBuilder("1.0-a").ToString())));
        Assert.Equal(version.GetHashCode(), new VersionValue("1.0-a").GetHashCode());
        Assert.False(version.Equals(new VersionValue("1.0-A")));
        Assert.False(version.Equals(null));
        Assert.Equal(1, version.CompareTo(null));
        Assert.Throws<ArgumentNullException>(() => new VersionValue(null!));
    }

    [Fact]
    public void Random_versions_agree_with_a_comparison_of_lists()
    {
        Random random = new(51);
        string[] pieces = ["0", "1", "2", "10", "a", "ab", "-", ".", ".", ".1", "-a", "+", "+b", "00", "x1"];
        int valid = 0;
        VersionValue Next()
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => pieces[random.Next(pieces.Length)]));
            VersionValue version = new("1" + text);
            valid += version.IsValid ? 1 : 0;
            return version;
        }

        for (int round = 0; round < 50_000; round++)
        {
            VersionValue left = Next();
            VersionValue right = Next();
            int expected = SlowCompare(left.Text, right.Text);
            Assert.Equal((left.Text, right.Text, expected), (left.Text, right.Text, Math.Sign(left.CompareTo(right))));
            Assert.Equal(expected == 0, left.Equals(right));
        }

        Assert.InRange(valid, 10_000, 90_000);
    }

    private static int SlowCompare(string left, string right)
    {
        bool leftValid = TrySplit(left, out BigInteger[] leftNumbers, out (int Kind, BigInteger Value)[] leftTail);
        bool rightValid = TrySplit(right, out BigInteger[] rightNumbers, out (int Kind, BigInteger Value)[] rightTail);
        if (!leftValid || !rightValid)
        {
            return leftValid ? -1 : rightValid ? 1 : Math.Sign(string.CompareOrdinal(left, right));
        }

        bool leftReleased = leftTail.Length == 0 || leftTail[0].Value == '+';
        bool rightReleased = rightTail.Length == 0 || rightTail[0].Value == '+';
        int order = CompareLists(leftNumbers, rightNumbers);
        order = order != 0 ? order : leftReleased.CompareTo(rightReleased);
        return order != 0 ? order : CompareLists(leftTail, rightTail);
    }

    private static int CompareLists<T>(T[] left, T[] right)
    {
        int order = left.Zip(right, Comparer<T>.Default.Compare).FirstOrDefault(difference => difference != 0);
        return Math.Sign(order != 0 ? order : left.Length - right.Length);
    }

    // The tail becomes pieces that compare one by one: the pre-release's numbers (kind 0) and every other character (kind 1).
    private static bool TrySplit(string text, out BigInteger[] numbers, out (int Kind, BigInteger Value)[] tail)
    {
        (string version, string? build) = Cut(text, '+');
        (string main, string? prerelease) = Cut(version, '-');
        string[] parts = main.Split('.');
        string[] identifiers = prerelease?.Split('.') ?? [];
        bool valid = parts.All(IsNumber)
            && identifiers.All(identifier => IsNumber(identifier) || (IsName(identifier) && !identifier.All(char.IsAsciiDigit)))
            && (build is null || build.Split('.').All(IsName));
        numbers = valid ? parts.Select(part => BigInteger.Parse(part)).ToArray() : [];
        List<(int Kind, BigInteger Value)> pieces = [];
        for (int i = 0; i < identifiers.Length; i++)
        {
            pieces.Add((1, i == 0 ? '-' : '.'));
            pieces.AddRange(IsNumber(identifiers[i]) ? [(0, BigInteger.Parse(identifiers[i]))] : Characters(identifiers[i]));
        }

        pieces.AddRange(build is null ? [] : Characters("+" + build));
        tail = [.. pieces];
        return valid;
    }

    private static IEnumerable<(int Kind, BigInteger Value)> Characters(string text) => text.Select(c => (1, (BigInteger)c));

    private static (string Before, string? After) Cut(string text, char separator)
    {
        int index = text.IndexOf(separator);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text == "0" || text[0] != '0');

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
