using System.Reflection;
using EqlPS.Ast;
using EqlPS.Diagnostics;

namespace EqlPS.Tests.Parsing;

/// <summary>Every node knows exactly which text it was read from.</summary>
public sealed class SpanTests
{
    [Theory]
    [InlineData(
        "  process where a == (b + 1) // end",
        "process where a == (b + 1) ¦ process where a == (b + 1) ¦ process where a == (b + 1) ¦ a == (b + 1) ¦ a ¦ b + 1 ¦ b ¦ + 1 ¦ 1")]
    [InlineData(
        "any where not  a and - ( b ) in ( 1 , 2 )",
        "any where not  a and - ( b ) in ( 1 , 2 ) ¦ any where not  a and - ( b ) in ( 1 , 2 ) ¦ any where not  a and - ( b ) in ( 1 , 2 )"
        + " ¦ not  a and - ( b ) in ( 1 , 2 ) ¦ not  a ¦ a ¦ - ( b ) in ( 1 , 2 ) ¦ ( b ) in ( 1 , 2 ) ¦ b ¦ 1 ¦ 2")]
    [InlineData(
        "any where f~( a . b ,\"x\" ) | head 5 |  count  ",
        "any where f~( a . b ,\"x\" ) | head 5 |  count ¦ any where f~( a . b ,\"x\" ) ¦ any where f~( a . b ,\"x\" )"
        + " ¦ f~( a . b ,\"x\" ) ¦ a . b ¦ \"x\" ¦ | head 5 ¦ 5 ¦ |  count")]
    [InlineData(
        "any where a*(b)/c : - \"x\" or d like (\"y\")",
        "any where a*(b)/c : - \"x\" or d like (\"y\") ¦ any where a*(b)/c : - \"x\" or d like (\"y\")"
        + " ¦ any where a*(b)/c : - \"x\" or d like (\"y\") ¦ a*(b)/c : - \"x\" or d like (\"y\") ¦ a*(b)/c : - \"x\" ¦ a"
        + " ¦ *(b) ¦ b ¦ /c : - \"x\" ¦ c : - \"x\" ¦ c ¦ - \"x\" ¦ \"x\" ¦ d like (\"y\") ¦ d ¦ \"y\"")]
    [InlineData(
        "sequence by ?k with maxspan = 5 m [any where a] by `x y` with runs=3 ![b where c] until [d where e] | tail 1",
        "sequence by ?k with maxspan = 5 m [any where a] by `x y` with runs=3 ![b where c] until [d where e] | tail 1"
        + " ¦ sequence by ?k with maxspan = 5 m [any where a] by `x y` with runs=3 ![b where c] until [d where e]"
        + " ¦ ?k ¦ with maxspan = 5 m ¦ 5 ¦ [any where a] by `x y` with runs=3 ¦ any where a ¦ a ¦ `x y` ¦ with runs=3 ¦ 3"
        + " ¦ ![b where c] ¦ b where c ¦ c ¦ [d where e] ¦ d where e ¦ e ¦ | tail 1 ¦ 1")]
    [InlineData(
        "any where not child  of [ p where q ] and r",
        "any where not child  of [ p where q ] and r ¦ any where not child  of [ p where q ] and r"
        + " ¦ any where not child  of [ p where q ] and r"
        + " ¦ not child  of [ p where q ] and r ¦ not child  of [ p where q ] ¦ child  of [ p where q ] ¦ p where q ¦ q ¦ r")]
    public void ANodeSpansItsTokens(string text, string spans)
    {
        var found = new List<string>();
        Collect(ParsingCases.Tree(text), text, found);

        Assert.Equal(spans.Split(" ¦ "), found);
    }

    [Fact]
    public void NamesOfCallsAndPipesHaveSpansOfTheirOwn()
    {
        const string Text = "any where  length~ ( a ) |  head 1";
        Query query = ParsingCases.Tree(Text);

        var call = Assert.IsType<CallExpression>(Assert.IsType<EventQuery>(query.Body).Filter.Condition);
        Assert.Equal("length~", Excerpt(Text, call.NameSpan));
        Assert.Equal("head", Excerpt(Text, query.Pipes[0].NameSpan));
    }

    private static string Excerpt(string text, TextSpan span) => text.Substring(span.Start, span.Length);

    // Children in the order of the constructor's parameters, which is that of the text except where a span stands before keys.
    private static void Collect(Node node, string text, List<string> found)
    {
        found.Add(Excerpt(text, node.Span));
        ConstructorInfo constructor = node.GetType().GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        foreach (ParameterInfo parameter in constructor.GetParameters())
        {
            object? value = node.GetType().GetProperty(parameter.Name!)?.GetValue(node);
            foreach (Node child in value is Node one ? [one] : (value as IEnumerable<Node>) ?? [])
            {
                Collect(child, text, found);
            }
        }
    }
}
