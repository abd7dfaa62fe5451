using EqlPS.Patterns;

namespace EqlPS.Tests.Patterns;

public class CaseFoldingTests
{
    [Theory]
    [InlineData('A', 'a')]
    [InlineData('z', 'z')]
    [InlineData('[', '[')]
    [InlineData('@', '@')]
    [InlineData('\u212A', 'k')]
    [InlineData('\u017F', 's')]
    [InlineData('\u03C2', '\u03C3')]
    [InlineData('\u03A3', '\u03C3')]
    [InlineData('\u1E9E', '\u00DF')]
    [InlineData('\u0130', '\u0130')]
    [InlineData('\u0131', '\u0131')]
    [InlineData('\u00B5', '\u03BC')]
    [InlineData('\u0345', '\u03B9')]
    [InlineData('\u1FBE', '\u03B9')]
    [InlineData('\u01C5', '\u01C6')]
    [InlineData('\u1F88', '\u1F80')]
    [InlineData('\uAB70', '\u13A0')]
    [InlineData('\u13F8', '\u13F0')]
    [InlineData('\u1C80', '\u0432')]
    [InlineData('\uFB05', '\uFB06')]
    [InlineData('\u1C89', '\u1C8A')]
    [InlineData('\uD801', '\uD801')]
    [InlineData('\uDC00', '\uDC00')]
    [InlineData('\uFFFF', '\uFFFF')]
    public void Folds_one_unit(char unit, char expected) => Assert.Equal(expected, CaseFolding.Fold(unit));

    [Fact]
    public void Every_fold_is_its_own_fold()
    {
        for (int c = 0; c <= 0x10FFFF; c++)
        {
            int fold = CaseFoldingTable.Fold(c);
            if (CaseFoldingTable.Fold(fold) != fold || fold > 0xFFFF != c > 0xFFFF)
            {
                Assert.Fail($"U+{c:X4} folds to U+{fold:X4}");
            }
        }
    }

    [Fact]
    public void Upper_and_lower_case_of_the_platform_share_a_fold()
    {
        int pairs = 0;
        for (int c = 0; c <= 0xFFFF; c++)
        {
            char unit = (char)c;
            char upper = char.ToUpperInvariant(unit);
            char lower = char.ToLowerInvariant(unit);

            // Past this row lie letters of Unicode versions that the platform and the table need not share.
            if ((upper != unit || lower != unit) && unit is not ('\u0130' or '\u0131') && c < 0xA7C8)
            {
                pairs++;
                Assert.Equal(CaseFolding.Fold(unit), CaseFolding.Fold(upper));
                Assert.Equal(CaseFolding.Fold(unit), CaseFolding.Fold(lower));
            }
        }

        Assert.True(pairs > 2000, $"only {pairs} cased characters");
    }

    [Fact]
    public void Members_of_a_fold_are_found_backwards()
    {
        List<int> found = [];
        CaseFoldingTable.VisitSources('k', found.Add);
        Assert.Equal(['K', 0x212A], found.Order());

        int pairs = 0;
        CaseFoldingTable.VisitAll((source, target) =>
        {
            pairs++;
            bool isListed = false;
            CaseFoldingTable.VisitSources(target, candidate => isListed |= candidate == source);
            Assert.True(isListed);
            Assert.Equal(target, CaseFoldingTable.Fold(source));
        });
        Assert.Equal(1484, pairs);
    }

    [Fact]
    public void Folding_a_text_keeps_the_reference_when_nothing_changes()
    {
        string plain = "c:\\windows 😀 ß";
        Assert.Same(plain, CaseFolding.Fold(plain));
        Assert.Equal("straße σσ 𐐨", CaseFolding.Fold("STRAẞE Σς 𐐀"));
    }

    [Fact]
    public void Lone_surrogates_stay_and_compare_as_they_are()
    {
        Assert.Equal("\uD801x\uDC00", CaseFolding.Fold("\uD801X\uDC00"));
        Assert.True(CaseFolding.EqualsIgnoreCase("\uD801\uD801\uDC00", "\uD801\uD801\uDC28"));
        Assert.False(CaseFolding.EqualsIgnoreCase("\uDC00", "\uDC28"));
    }

    [Fact]
    public void Comparison_and_search_agree_with_the_fold_of_random_texts()
    {
        Random random = new(4711);
        string[] alphabet = ["a", "A", "k", "K", "\u212A", "s", "ſ", "ß", "ẞ", "\uD801\uDC00", "\uD801\uDC28", "\uDC00", "\uD801"];
        for (int i = 0; i < 20_000; i++)
        {
            string hay = Text(random, alphabet, 8);
            string needle = Text(random, alphabet, 3);
            int start = random.Next(hay.Length + 1);
            string foldedHay = CaseFolding.Fold(hay);
            string foldedNeedle = CaseFolding.Fold(needle);
            Assert.Equal(hay.Length, foldedHay.Length);
            int expected = foldedHay.IndexOf(foldedNeedle, start, StringComparison.Ordinal);
            Assert.Equal(expected, CaseFolding.IndexOfIgnoreCase(hay, needle, start));
            Assert.Equal(foldedHay == foldedNeedle, CaseFolding.EqualsIgnoreCase(hay, needle));
            Assert.Equal(foldedHay.EndsWith(foldedNeedle, StringComparison.Ordinal), CaseFolding.EndsWithIgnoreCase(hay, needle));
            Assert.Equal(foldedHay.StartsWith(foldedNeedle, StringComparison.Ordinal), CaseFolding.StartsWithIgnoreCase(hay, needle));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Search_stays_linear_on_repetitive_texts(bool ignoreCase)
    {
        string hay = new string('a', 300_000) + "B";
        string needle = new string(ignoreCase ? 'A' : 'a', 100_000) + "B";
        Assert.Equal(200_000, LiteralSearch.IndexOf(hay, needle, 0, ignoreCase));
        Assert.Equal(-1, LiteralSearch.IndexOf(hay, needle + "c", 0, ignoreCase));
    }

    private static string Text(Random random, string[] alphabet, int maxLength) =>
        string.Concat(Enumerable.Range(0, random.Next(maxLength + 1)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
