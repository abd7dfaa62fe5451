using System.Text.RegularExpressions;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Parsing;

/// <summary>The queries that others wrote parse without a word, and come back from their canonical text.</summary>
public sealed class CorpusParsingTests
{
    // Other tables have queries too, which are meant for an endpoint.
    private const string RuleQuery = "^\\[rule\\].*?^query = (?:'''|\"\"\")\n(.*?)\n(?:'''|\"\"\")";

    [SharedFact]
    public void EveryStatementThatElasticsearchParsesIsParsed()
    {
        string text = File.ReadAllText(SharedData.Path("corpus/eql-spec/queries-supported.eql"));
        (List<string> statements, string rest) = EqlStatements.Split(text);
        statements.AddRange(rest.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)));

        Assert.Equal(219, statements.Count);
        Assert.All(statements, AssertRoundTrip);
    }

    [SharedFact]
    public void EveryQueryOfElasticsRulesIsParsed()
    {
        string[] queries = Directory.EnumerateFiles(SharedData.Path("corpus/elastic-rules"), "*.toml", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(rule => rule.Contains("language = \"eql\""))
            .Select(rule => Regex.Match(rule, RuleQuery, RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value)
            .ToArray();

        Assert.Equal(533, queries.Length);
        Assert.All(queries, AssertRoundTrip);
    }

    [SharedFact]
    public void OfWhatElasticsearchRefusesTheGrammarRefusesForeignSyntaxOnly()
    {
        (List<string> statements, _) = EqlStatements.Split(File.ReadAllText(SharedData.Path("corpus/eql-spec/queries-unsupported.eql")));

        ILookup<DiagnosticCode, string> refused = statements
            .SelectMany(statement => EqlParser.Parse(statement).Diagnostics.Take(1).Select(diagnostic => (diagnostic.Code, statement)))
            .ToLookup(pair => pair.Code, pair => pair.statement);

        Assert.Equal(92, statements.Count);
        Assert.Equal(5, refused[DiagnosticCode.SyntaxError].Count(statement => statement.Contains("fork")));
        Assert.Equal(
            [DiagnosticCode.SingleQuotedString, DiagnosticCode.SyntaxError, DiagnosticCode.AssignmentForEquality],
            refused.OrderBy(group => group.Key).Select(group => group.Key));
        Assert.Equal(23, refused.Sum(group => group.Count()));
    }

    private static void AssertRoundTrip(string text)
    {
        Query query = ParsingCases.Tree(text);
        string printed = query.ToString();
        Query again = ParsingCases.Tree(printed);
        Assert.Equal(query, again);
        Assert.Equal(printed, again.ToString());
    }
}
