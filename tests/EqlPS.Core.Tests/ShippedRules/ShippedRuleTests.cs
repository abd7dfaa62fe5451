using System.Text.RegularExpressions;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Rules;

namespace EqlPS.Tests.ShippedRules;

/// <summary>The rules that ship: every one reads, compiles and is complete.</summary>
public class ShippedRuleTests
{
    public static TheoryData<string> Rows => ShippedRule.Rows;

    [Fact]
    public void The_folder_holds_these_rules_and_no_other()
    {
        RuleSet set = RuleSet.Load([ShippedRule.Folder]);

        Assert.DoesNotContain(set.Diagnostics, d => d.Severity != RuleDiagnosticSeverity.Information);
        Assert.Equal(ShippedRule.Names, set.Rules.Select(r => Path.GetFileNameWithoutExtension(r.Path)));
        Assert.Equal(ShippedRule.Names.Length, set.Rules.Select(r => r.RuleId).Distinct().Count());
    }

    [Theory]
    [InlineData("cat_network_activity", "afd04601-12fc-4149-9b78-9c3f8fe45d39", "Network Activity Detected via cat", null)]
    [InlineData("certutil_network_connection", "3838e0e3-1850-4850-a411-2e8c5ba40ba8", "Network Connection via Certutil", "default")]
    [InlineData("command_prompt_network_connection", "89f9a4b0-9f8f-4ee0-8823-c4751a6d6696", "Command Prompt Network Connection", null)]
    [InlineData("powershell_remote_file_download", "33f306e8-417c-411b-965c-c2812d6d3f4d", "Remote File Download via PowerShell", null)]
    [InlineData(
        "system_critical_process_file_creation", "e94262f2-c1e9-4d3f-a907-aeab16712e1a",
        "Unusual Executable File Creation by a System Critical Process", null)]
    public void Names_and_identifiers_are_elastics(string file, string id, string name, string? buildingBlockType)
    {
        EqlRule rule = ShippedRule.Read(file);

        Assert.Equal((id, name, buildingBlockType), (rule.RuleId, rule.Name, rule.BuildingBlockType));
        Assert.Equal(["Elastic"], rule.Author);
        Assert.Equal("Elastic License v2", rule.License);
        Assert.Equal(("5m", "now-9m", "now", 100), (rule.Interval, rule.From, rule.To, rule.MaxSignals));
        Assert.Empty(rule.Extensions);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Queries_compile(string name)
    {
        EqlQuery query = EqlQuery.Parse(ShippedRule.Read(name).Query);

        // The star in a list of Certutil's query is literal, which is how the rule is published; everything else compiles without a word.
        DiagnosticCode[] expected = name == "certutil_network_connection" ? [DiagnosticCode.WildcardIsLiteral] : [];
        Assert.Equal(expected, query.Warnings.Select(w => w.Code));
        Assert.NotEmpty(query.Compile(new FieldTable()).Stages);
        Assert.Equal(query.ToString(), EqlQuery.Parse(query.ToString()).ToString());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Guides_are_complete(string name)
    {
        EqlRule rule = ShippedRule.Read(name);

        Assert.NotEqual("", rule.Description);
        Assert.NotEmpty(rule.FalsePositives);
        Assert.Contains("## Setup", rule.Setup);
        foreach (string heading in new[] { "## Triage", "### Questions", "### False positive", "### Response" })
        {
            Assert.Contains(heading, rule.Note);
        }

        Assert.DoesNotMatch(@"\$(osquery|investigate)_\d", rule.Note);
        string source = File.ReadAllText(rule.Path);
        Assert.Equal(Regex.Matches(source, @"\[\[transform\.").Count, Regex.Matches(rule.Note!, @"!\{(osquery|investigate)\{").Count);
        Assert.All(rule.Threat, t => Assert.Equal("MITRE ATT&CK", t.Framework));
        Assert.All(rule.Threat, t => Assert.Equal($"https://attack.mitre.org/tactics/{t.Tactic.Id}/", t.Tactic.Reference));
    }

    [Fact]
    public void The_licence_of_the_rules_stands_beside_them()
    {
        string text = File.ReadAllText(Path.Combine(ShippedRule.Folder, "LICENSE.txt"));

        Assert.Contains("MODIFIED", text);
        Assert.Contains("Elastic License 2.0\n\nURL: https://www.elastic.co/licensing/elastic-license\n", text.Replace("\r\n", "\n"));
    }
}
