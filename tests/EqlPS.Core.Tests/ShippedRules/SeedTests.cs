using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.ShippedRules;

/// <summary>What the rules that ship took over from the documents they come from.</summary>
public class SeedTests
{
    private static readonly (string Rule, string Document)[] Pairs =
    [
        ("command_prompt_network_connection", "000_1302787231851122.txt"),
        ("cat_network_activity", "001_15c40c9fc3ce3ac9.txt"),
        ("system_critical_process_file_creation", "002_4533e168ca738831.txt"),
        ("powershell_remote_file_download", "003_264f186ec561981e.txt"),
        ("certutil_network_connection", "004_0a1591d46c6f5c9d.txt"),
    ];

    [SharedFact]
    public void Query_and_figures_are_those_of_the_document() => ForEach((rule, seed) =>
    {
        Assert.Equal(SeedDocument.JoinBlanks(seed.Query), SeedDocument.JoinBlanks(rule.Query));
        Assert.Equal((seed.Version, seed.RiskScore, seed.Severity), (rule.Version, rule.RiskScore, rule.Severity.ToString()));
        Assert.Equal((seed.From, seed.MaxSignals), (rule.From, rule.MaxSignals));
        Assert.Equal(FormattableString.Invariant($"{seed.Interval}m"), rule.Interval);
    });

    [SharedFact]
    public void Index_list_and_tags_are_those_of_the_document() => ForEach((rule, seed) =>
    {
        Assert.Equal(seed.Index, rule.Index);
        Assert.Equal(seed.Tags, rule.Tags);
    });

    [SharedFact]
    public void Threat_entries_are_those_of_the_document() => ForEach((rule, seed) =>
    {
        if (seed.ThreatIds.Length > 0)
        {
            Assert.Equal(seed.ThreatIds, rule.Threat.SelectMany(t => t.Techniques.Select(x => x.Id).Prepend(t.Tactic.Id)));
        }
        else
        {
            // The page ends before its entries; the tags still name the tactics.
            IEnumerable<string> tactics = seed.Tags.Where(t => t.StartsWith("Tactic: ", StringComparison.Ordinal));
            Assert.Equal(tactics, rule.Threat.Select(t => "Tactic: " + t.Tactic.Name));
            Assert.All(rule.Threat, t => Assert.Empty(t.Techniques));
        }
    });

    [SharedFact]
    public void Guide_entries_are_those_of_the_document_with_their_quotes_restored() => ForEach((rule, seed) =>
    {
        var ours = new SeedDocument(rule.Note!);
        string[] osquery = ours.Entries("osquery");
        Assert.Equal(seed.Entries("osquery").Select(QueryOf).Order(), osquery.Select(QueryOf).Select(q => q.Replace("'", "")).Order());
        Assert.All(osquery, e => Assert.True(Regex.Matches(e, "'").Count % 2 == 0));
        Assert.Equal(seed.Entries("investigate").Select(WithoutLabel), ours.Entries("investigate").Select(WithoutLabel));
    });

    private static void ForEach(Action<EqlRule, SeedDocument> check)
    {
        foreach ((string rule, string document) in Pairs)
        {
            check(ShippedRule.Read(rule), new SeedDocument(File.ReadAllText(SharedData.Path(Path.Combine("seeds", document)))));
        }
    }

    private static string QueryOf(string entry) => JsonDocument.Parse(entry).RootElement.GetProperty("query").GetString()!;

    private static string WithoutLabel(string entry)
    {
        JsonObject node = JsonNode.Parse(entry)!.AsObject();
        Assert.True(node.Remove("label"));
        return node.ToJsonString();
    }
}
