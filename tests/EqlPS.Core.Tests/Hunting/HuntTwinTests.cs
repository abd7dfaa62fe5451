using System.Globalization;
using System.Text;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Tests.Hunting.Twin;

namespace EqlPS.Tests.Hunting;

/// <summary>A hunt finds what its slow twin finds, on random rules over random logs.</summary>
public sealed class HuntTwinTests
{
    private const int Rounds = 200;
    private const int RulesPerRound = 12;

    [Fact]
    public void TheHuntAgreesWithItsSlowTwin()
    {
        var alerts = new List<TwinAlert>();
        for (int seed = 0; seed < Rounds; seed++)
        {
            alerts.AddRange(Round(seed));
        }

        int several = alerts.Count(a => a.Events.Contains(" + ", StringComparison.Ordinal));
        Assert.True(alerts.Count > 20 * Rounds && several > Rounds, $"only {alerts.Count} alerts, {several} of several events");
    }

    private static TwinAlert[] Round(int seed)
    {
        var random = new Random(seed);

        // What is learnt about kinds of events and texts shows in long logs only.
        bool isLong = seed % 5 == 0;
        var texts = new TwinTexts(random, hasLongest: !isLong);
        int length = isLong ? random.Next(150, 300) : random.Next(5, 40);
        List<InputSource> sources = new TwinLogs(random, texts, isLong)
            .Make(random.Next(1, isLong ? 3 : 4), length, FieldSchema.Open(new EqlQueryOptions().TimestampField));
        var events = new WholeEvents();
        EqlRule[] queries = new TwinRules(random, texts, TwinDocument.Read(events, sources)).Make(RulesPerRound);
        CompiledRuleSet rules = CompiledRuleSet.Compile(queries);
        Assert.True(rules.Rules.Count > queries.Length / 2, "the rules are refused");
        var slow = new SlowHunt(rules, events) { Documents = [] };
        sources.ForEach(slow.Read);
        var blocks = new BlockSize(random.Pick([64, 700, 5_000]), MostWithoutEnd: 8 * 1024 * 1024, Chunks: 1);
        FileHuntOptions? files = seed % 3 == 0 ? new FileHuntOptions { Threads = random.Next(1, 4), BlockSize = blocks } : null;
        (TwinAlert[] alerts, string differences) = TwinComparison.Compare(rules, sources, files, slow);
        Assert.True(differences.Length == 0, $"seed {seed}: {differences}{Describe(queries, slow, differences)}");
        return alerts;
    }

    // The rules and events that the differences name.
    private static string Describe(EqlRule[] rules, SlowHunt slow, string differences)
    {
        var text = new StringBuilder();
        foreach (EqlRule rule in rules.Where(r => differences.Contains(r.RuleId + ":", StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule.RuleId} is {Cut(rule.Query)}\n");
        }

        foreach ((string name, string document) in slow.Documents!.Where(d => differences.Contains(d.Key + " ", StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} is {Cut(document)}\n");
        }

        return text.ToString();
    }

    private static string Cut(string text) => text.Length > 3_000 ? text.Substring(0, 3_000) + "..." : text;
}
