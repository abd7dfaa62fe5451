using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Tests.Oracle;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Conformance;

/// <summary>The queries of the detection rules beside the repository go through all phases.</summary>
public sealed class RuleQueryTests
{
    [SharedFact]
    public void EveryRuleQueryCompilesInBothModes()
    {
        IReadOnlyList<string> queries = CorpusQueries.OfRules();
        Assert.Equal(533, queries.Count);
        var warnings = new SortedDictionary<DiagnosticCode, int>();
        foreach (string text in queries)
        {
            Assert.NotNull(EqlQuery.Parse(text, new EqlQueryOptions { IsElasticsearchCompatible = true }).Compile(new FieldTable()));
            EqlQuery query = EqlQuery.Parse(text);
            Assert.NotNull(query.Compile(new FieldTable()));
            foreach (Diagnostic warning in query.Warnings)
            {
                warnings[warning.Code] = warnings.TryGetValue(warning.Code, out int count) ? count + 1 : 1;
            }
        }

        // These are slips of the rules: a [*] in a list of [in], which never matches.
        Assert.Equal("WildcardIsLiteral 14", string.Join(", ", warnings.Select(w => $"{w.Key} {w.Value}")));
    }
}
