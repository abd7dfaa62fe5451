using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Parsing;

/// <summary>Text to tree and back, and text to diagnostics, over the case files.</summary>
public sealed class EqlParserTests
{
    public static IEnumerable<object[]> ParseCases => ParsingCases.Rows("parse.cases");

    public static IEnumerable<object[]> PrecedenceCases => ParsingCases.Rows("precedence.cases");

    public static IEnumerable<object[]> ErrorCases => ParsingCases.Rows("syntax-errors.cases");

    [Theory]
    [MemberData(nameof(ParseCases))]
    public void ATextIsPrintedAsItsCanonicalForm(int line, string text, string canonical)
    {
        Query query = ParsingCases.Tree(text);

        Assert.True(canonical == query.ToString(), $"parse.cases:{line}: {query}");
        Query again = ParsingCases.Tree(canonical);
        Assert.Equal(query, again);
        Assert.Equal(canonical, again.ToString());
    }

    [Theory]
    [MemberData(nameof(PrecedenceCases))]
    public void OperatorsBindAsIfInParentheses(int line, string text, string withParentheses)
    {
        Query query = ParsingCases.Tree(text);

        Assert.True(query.Equals(ParsingCases.Tree(withParentheses)), $"precedence.cases:{line}");
        Assert.Equal(text, query.ToString());
    }

    [Theory]
    [MemberData(nameof(ErrorCases))]
    public void AWrongTextIsReportedWithPositionAndAdvice(int line, string text, string expected)
    {
        ParseResult result = EqlParser.Parse(text);

        string actual = ParsingCases.Text(text, result.Diagnostics);
        Assert.True(expected == actual, $"syntax-errors.cases:{line}: {actual}");
        Assert.Equal(result.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Warning), result.Query is not null);
    }

    [Theory]
    [InlineData("any where 5", typeof(long))]
    [InlineData("any where 9223372036854775807", typeof(long))]
    [InlineData("any where 9223372036854775808", typeof(ulong))]
    [InlineData("any where 18446744073709551615", typeof(ulong))]
    [InlineData("any where 18446744073709551616", typeof(double))]
    [InlineData("any where 5.", typeof(double))]
    [InlineData("any where .5", typeof(double))]
    [InlineData("any where 5e3", typeof(double))]
    [InlineData("any where \"5\"", typeof(string))]
    [InlineData("any where true", typeof(bool))]
    public void ALiteralHasTheNarrowestTypeThatHoldsIt(string text, Type type) =>
        Assert.IsType(type, Assert.IsType<LiteralExpression>(Condition(text)).Value);

    [Fact]
    public void RunsOfOneOperatorAreFlat()
    {
        var or = Assert.IsType<LogicalExpression>(Condition("any where a or b and c or d and e and f"));
        Assert.True(or.IsOr);
        Assert.Equal(["a", "b and c", "d and e and f"], or.Operands.Select(operand => operand.ToString()));

        var sum = Assert.IsType<ArithmeticExpression>(Condition("any where a - b * c + d"));
        Assert.Equal(["- b * c", "+ d"], sum.Terms.Select(term => term.ToString()));
    }

    [Fact]
    public void APathIsTheSameHoweverItIsQuoted() =>
        Assert.Equal(Condition("any where a.b.c"), Condition("any where `a.b`.`c`"));

    [Fact]
    public void AnIndexIsKeptInThePath()
    {
        var field = Assert.IsType<FieldExpression>(Condition("any where ?events [1] . process.args[02]"));
        Assert.Equal(("events[1].process.args[02]", true, true), (field.Path, field.IsOptional, field.HasIndex));
    }

    [Fact]
    public void ATextLongerThanTheLimitIsRefusedUnread()
    {
        ParseResult result = EqlParser.Parse(new string('(', EqlParser.LengthLimit + 1));

        Assert.Null(result.Query);
        Assert.Equal(DiagnosticCode.QueryTooLarge, Assert.Single(result.Diagnostics).Code);
    }

    private static Expression Condition(string text) =>
        Assert.IsType<EventQuery>(ParsingCases.Tree(text).Body).Filter.Condition;
}
