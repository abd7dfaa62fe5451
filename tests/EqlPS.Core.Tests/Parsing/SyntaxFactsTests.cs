using EqlPS.Ast;
using EqlPS.Parsing;

namespace EqlPS.Tests.Parsing;

/// <summary>The table of keywords and operators agrees with itself.</summary>
public sealed class SyntaxFactsTests
{
    public static IEnumerable<object[]> Spelled =>
        Enum.GetValues<TokenKind>().Where(kind => SyntaxFacts.TextOf(kind) is not null).Select(kind => new object[] { kind });

    [Theory]
    [MemberData(nameof(Spelled))]
    internal void ASpellingIsScannedAsItsKind(TokenKind kind)
    {
        string text = SyntaxFacts.TextOf(kind)!;
        var diagnostics = new DiagnosticBag();

        Token[] tokens = Scanner.Scan($" {text} ", diagnostics);

        Assert.False(diagnostics.HasErrors);
        Assert.Equal([kind, TokenKind.End], tokens.Select(token => token.Kind));
        Assert.Equal((1, 1 + text.Length), (tokens[0].Start, tokens[0].End));
        Assert.InRange(text.Length, 1, SyntaxFacts.LongestKeyword);
        Assert.Equal(SyntaxFacts.IsKeyword(kind), SyntaxFacts.MiscasedKeyword(text.ToUpperInvariant()) == text);
    }

    [Fact]
    public void EveryOperatorOfTheTreeHasASpelling()
    {
        Assert.Equal(
            ["==", "!=", "<", "<=", ">", ">="], Enum.GetValues<ComparisonOperator>().Select(SyntaxFacts.TextOf));
        Assert.Equal(["+", "-", "*", "/", "%"], Enum.GetValues<ArithmeticOperator>().Select(SyntaxFacts.TextOf));
        Assert.Equal([":", "like", "like~", "regex", "regex~"], Enum.GetValues<PatternOperator>().Select(SyntaxFacts.TextOf));
        foreach (TokenKind kind in Enum.GetValues<TokenKind>())
        {
            if (SyntaxFacts.IsComparison(kind))
            {
                Assert.Equal(SyntaxFacts.TextOf(kind), SyntaxFacts.TextOf(SyntaxFacts.ComparisonOf(kind)));
            }

            if (SyntaxFacts.IsSum(kind) || SyntaxFacts.IsProduct(kind))
            {
                Assert.Equal(SyntaxFacts.TextOf(kind), SyntaxFacts.TextOf(SyntaxFacts.ArithmeticOf(kind)));
            }

            if (SyntaxFacts.IsPattern(kind))
            {
                Assert.Equal(SyntaxFacts.TextOf(kind), SyntaxFacts.TextOf(SyntaxFacts.PatternOf(kind)));
            }
        }
    }

    [Theory]
    [InlineData(5.0, "5.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(0.000001, "1e-6")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(123456789012345.0, "123456789012345.0")]
    [InlineData(1234567890123456.0, "1.234567890123456e15")]
    [InlineData(1e22, "1e22")]
    [InlineData(-1.5e-300, "-1.5e-300")]
    [InlineData(double.MaxValue, "1.7976931348623157e308")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.PositiveInfinity, "1e999")]
    public void ANumberIsPrintedTheSameOnEveryRuntime(double number, string text)
    {
        Assert.Equal(text, new LiteralExpression(number).ToString());
        Assert.Equal(text, ParsingCases.Tree($"any where {text}").ToString().Substring("any where ".Length));
    }
}
