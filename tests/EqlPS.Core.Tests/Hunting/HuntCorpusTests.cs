using System.Diagnostics;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Search;
using EqlPS.Tests.Oracle;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Hunting;

/// <summary>All rules beside the repository as one set.</summary>
public sealed class HuntCorpusTests
{
    private const int EventCount = 2000;

    [SharedFact]
    public void AllRulesCompileIntoOneSetAndAreLinted()
    {
        RuleSet rules = RuleSet.Load([SharedData.Path("corpus/elastic-rules")]);
        var clock = Stopwatch.StartNew();
        CompiledRuleSet set = CompiledRuleSet.Compile(rules.Rules);
        clock.Stop();
        Assert.Equal(533, set.Rules.Count);
        Assert.DoesNotContain(set.Diagnostics, d => d.Severity == RuleDiagnosticSeverity.Error);
        Assert.All(set.Rules.SelectMany(RuleLint.Check), d => Assert.Equal(RuleDiagnosticSeverity.Warning, d.Severity));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"compiling took {clock.Elapsed}");
    }

    [SharedFact]
    public void AHuntFindsWhatEachRuleFindsAlone()
    {
        RuleSet rules = RuleSet.Load([SharedData.Path("corpus/elastic-rules")]);
        string log = new EventGenerator(rules.Rules.Select(r => r.Query), seed: 17).Generate(EventCount);
        CompiledRuleSet set = CompiledRuleSet.Compile(rules.Rules);
        HuntResult hunt = HuntRunner.Run(set, new HuntOptions(), [("log", log)]);
        ILookup<string, Alert> found = hunt.Alerts.ToLookup(a => a.Rule.RuleId);
        int total = 0;
        foreach (CompiledRule rule in set.Rules)
        {
            SearchResult alone = SearchRun.OverText(rule.Rule.Query, log, rule.Query.Options);
            string[] expected = alone.Results
                .Select(r => string.Join("+", r.Events.Select(e => e is null ? "-" : ((SourceEvent)e.Payload).Location.Record.ToString())))
                .Distinct().OrderBy(text => text, StringComparer.Ordinal).ToArray();
            string[] actual = found[rule.Rule.RuleId]
                .Select(a => string.Join("+", a.Events.Select(e => e is null ? "-" : e.Source.Location.Record.ToString())))
                .OrderBy(text => text, StringComparer.Ordinal).ToArray();
            Assert.Equal(expected, actual);
            total += expected.Length;
        }

        Assert.Equal(total, hunt.Alerts.Count);
        Assert.True(total > 100, $"only {total} alerts");
    }

    [SharedFact]
    public void RulesThatFiredAreNeverCalledUnchecked()
    {
        RuleSet rules = RuleSet.Load([SharedData.Path("corpus/elastic-rules")]);
        CompiledRuleSet set = CompiledRuleSet.Compile(rules.Rules);
        for (int seed = 0; seed < 5; seed++)
        {
            string log = new EventGenerator(rules.Rules.Select(r => r.Query), seed).Generate(100);
            HuntResult hunt = HuntRunner.Run(set, new HuntOptions(), [("log", log)]);
            var fired = new HashSet<string>(hunt.Alerts.Select(a => a.Rule.RuleId));
            Assert.DoesNotContain(hunt.Gaps, gap => fired.Contains(gap.Rule.Rule.RuleId));
            Assert.NotEmpty(fired);
        }
    }
}
