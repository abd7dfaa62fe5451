using EqlPS.Evaluation;
using EqlPS.Patterns;

namespace EqlPS.Tests.Evaluation;

/// <summary>Texts that are equal without regard to case hash alike, wherever in them the characters stand that need more than a bit.</summary>
public sealed class FoldedTextComparerTests
{
    private const int Seed = 20_617;
    private const string Letters = "aAbBzZ09@`[{^~ éÉßſsSkK\u212AΩω\u2126İiıI\uD801\uDC00\uD801\uDC28\uD800\\/.-";

    [Fact]
    public void EqualTextsHashAlike()
    {
        var random = new Random(Seed);
        int equal = 0;
        for (int i = 0; i < 20_000; i++)
        {
            char[] left = new char[random.Next(0, 14)];
            char[] right = new char[left.Length];
            for (int at = 0; at < left.Length; at++)
            {
                left[at] = Letters[random.Next(Letters.Length)];
                right[at] = random.Next(3) switch
                {
                    0 => char.ToUpperInvariant(left[at]),
                    1 => char.ToLowerInvariant(left[at]),
                    _ => CaseFolding.Fold(left[at]),
                };
            }

            string first = new(left);
            string second = new(right);
            bool areEqual = FoldedTextComparer.Instance.Equals(first, second);
            Assert.Equal(CaseFolding.Fold(first) == CaseFolding.Fold(second), areEqual);
            if (areEqual)
            {
                equal++;
                Assert.Equal(FoldedTextComparer.Instance.GetHashCode(first), FoldedTextComparer.Instance.GetHashCode(second));
            }
        }

        Assert.InRange(equal, 10_000, 20_000);
    }

    [Fact]
    public void TextsThatDifferInOnePlaceSeldomHashAlike()
    {
        var hashes = new HashSet<int>();
        int count = 0;
        for (int length = 1; length <= 20; length++)
        {
            for (int at = 0; at < length; at++)
            {
                foreach (char c in "bcdefgh01234")
                {
                    char[] text = new string('a', length).ToCharArray();
                    text[at] = c;
                    hashes.Add(FoldedTextComparer.Instance.GetHashCode(new string(text)));
                    count++;
                }
            }
        }

        Assert.InRange(hashes.Count, count - 5, count);
    }
}
