using System.Text;
using System.Text.Json;
using EqlPS.Rules;
using EqlPS.Tests.Support;
using EqlPS.Tests.Toml;

namespace EqlPS.Tests.Rules;

/// <summary>Rule files of every format: the rule they hold, and what is said about bad ones.</summary>
public class RuleReaderTests
{
    private const string FullToml = """"
        [metadata]
        creation_date = "2024/02/03"
        integration = ["windows", "endpoint"]
        maturity = "production"
        min_stack_version = "9.0.0"
        updated_date = "2024/05/06"
        bypass = true

        [transform]
        [[transform.osquery]]
        label = "Users"
        query = "SELECT * FROM users"

        [rule]
        author = ["A", "B"]
        building_block_type = "default"
        description = """
        Finds a printer that
          prints   by itself.
        """
        enabled = false
        event_category_override = "kind"
        false_positives = [
          """
          A ghost
          in the office.
          """,
          "Toner."
        ]
        from = "now-9m"
        index = ["logs-printer.*", "winlogbeat-*"]
        interval = "10m"
        language = "eql"
        license = "MIT"
        max_signals = 33
        name = "Lonely Printer"
        note = """## Guide

        - Look at it. $osquery_0
        """
        references = ["https://example.org/printers"]
        risk_score = 47
        rule_id = "0b1c6f7e-0000-4000-8000-000000000001"
        rule_name_override = "printer.name"
        setup = """## Setup

        Plug it in.
        """
        severity = "medium"
        tags = ["OS: Windows", "Domain: Office"]
        tiebreaker_field = "event.sequence"
        timeline_id = "t-1"
        timeline_title = "Printers"
        timestamp_field = "event.created"
        timestamp_override = "event.ingested"
        timestamp_override_fallback_disabled = true
        to = "now-1m"
        type = "eql"
        version = 7
        shiny = [1, 2.5, {deep = "x"}]
        query = '''
        process where process.name : "spool\\v.exe"
          and process.args : "\"q\""
        '''

        [rule.alert_suppression]
        group_by = ["host.id", "user.id"]
        missing_fields_strategy = "doNotSuppress"
        duration = {value = 5, unit = "h"}

        [rule.investigation_fields]
        field_names = ["process.name", "user.id"]

        [[rule.exceptions_list]]
        id = "e"
        list_id = "office"
        type = "detection"
        namespace_type = "agnostic"

        [[rule.severity_mapping]]
        field = "event.severity"
        operator = "equals"
        severity = "critical"
        value = "9"

        [[rule.risk_score_mapping]]
        field = "event.risk_score"
        operator = "equals"
        value = ""

        [[rule.related_integrations]]
        package = "printer"
        version = "^1.0.0"
        integration = "paper"

        [[rule.required_fields]]
        ecs = true
        name = "process.name"
        type = "keyword"

        [[rule.threat]]
        framework = "MITRE ATT&CK"
        [[rule.threat.technique]]
        id = "T1059"
        name = "Command and Scripting Interpreter"
        reference = "https://attack.mitre.org/techniques/T1059"
        [[rule.threat.technique.subtechnique]]
        id = "T1059.001"
        name = "PowerShell"
        reference = "https://attack.mitre.org/techniques/T1059/001/"
        [rule.threat.tactic]
        id = "TA0002"
        name = "Execution"
        reference = "https://attack.mitre.org/tactics/TA0002/"
        """";

    private const string FullJson = """
        {
          "id": "saved-object", "immutable": false, "revision": 2,
          "created_at": "2024-02-03T00:00:00.000Z", "updated_at": "2024-05-06T00:00:00.000Z",
          "author": ["A", "B"], "building_block_type": "default", "description": "Finds a printer that prints   by itself.",
          "enabled": false, "event_category_override": "kind", "false_positives": ["A ghost in the office.", "Toner."],
          "from": "now-9m", "index": ["logs-printer.*", "winlogbeat-*"], "interval": "10m", "language": "eql", "license": "MIT",
          "max_signals": 33, "name": "Lonely Printer", "output_index": null,
          "note": "## Guide\n\n- Look at it. !{osquery{\"label\":\"Users\",\"query\":\"SELECT * FROM users\"}}\n",
          "references": ["https://example.org/printers"], "risk_score": 47.0, "rule_id": "0b1c6f7e-0000-4000-8000-000000000001",
          "rule_name_override": "printer.name", "setup": "## Setup\n\nPlug it in.\n", "severity": "medium",
          "tags": ["OS: Windows", "Domain: Office"], "tiebreaker_field": "event.sequence", "timeline_id": "t-1",
          "timeline_title": "Printers", "timestamp_field": "event.created", "timestamp_override": "event.ingested",
          "timestamp_override_fallback_disabled": true, "to": "now-1m", "type": "eql", "version": 7, "shiny": [1, 2.5, {"deep": "x"}],
          "query": "process where process.name : \"spool\\\\v.exe\"\n  and process.args : \"\\\"q\\\"\"\n",
          "alert_suppression": {
            "group_by": ["host.id", "user.id"], "missing_fields_strategy": "doNotSuppress", "duration": {"value": 5, "unit": "h"}
          },
          "investigation_fields": {"field_names": ["process.name", "user.id"]},
          "exceptions_list": [{"id": "e", "list_id": "office", "type": "detection", "namespace_type": "agnostic"}],
          "severity_mapping": [{"field": "event.severity", "operator": "equals", "severity": "critical", "value": "9"}],
          "risk_score_mapping": [{"field": "event.risk_score", "operator": "equals", "value": ""}],
          "related_integrations": [{"package": "printer", "version": "^1.0.0", "integration": "paper"}],
          "required_fields": [{"ecs": true, "name": "process.name", "type": "keyword"}],
          "threat": [{
            "framework": "MITRE ATT&CK",
            "tactic": {"id": "TA0002", "name": "Execution", "reference": "https://attack.mitre.org/tactics/TA0002/"},
            "technique": [{
              "id": "T1059", "name": "Command and Scripting Interpreter", "reference": "https://attack.mitre.org/techniques/T1059/",
              "subtechnique": [{
                "id": "T1059.001", "name": "PowerShell", "reference": "https://attack.mitre.org/techniques/T1059/001/"
              }]
            }]
          }]
        }
        """;

    public static IEnumerable<object[]> Notes => CaseFile.Rows("rule-notes.cases");

    public static IEnumerable<object[]> Findings => CaseFile.Rows("rule-diagnostics.cases");

    [Fact]
    public void A_toml_rule_has_all_its_fields()
    {
        EqlRule rule = ReadOne(FullToml);

        Assert.Equal("0b1c6f7e-0000-4000-8000-000000000001", rule.RuleId);
        Assert.Equal("Lonely Printer", rule.Name);
        Assert.Equal("Finds a printer that prints   by itself.", rule.Description);
        Assert.Equal("process where process.name : \"spool\\\\v.exe\"\n  and process.args : \"\\\"q\\\"\"\n", rule.Query);
        Assert.Equal(("eql", "eql", 7, false), (rule.Type, rule.Language, rule.Version, rule.Enabled));
        Assert.Equal((RuleSeverity.Medium, 47), (rule.Severity, rule.RiskScore));
        Assert.Equal(["logs-printer.*", "winlogbeat-*"], rule.Index);
        Assert.Equal(["OS: Windows", "Domain: Office"], rule.Tags);
        Assert.Equal(["A", "B"], rule.Author);
        Assert.Equal(["A ghost in the office.", "Toner."], rule.FalsePositives);
        Assert.Equal(["https://example.org/printers"], rule.References);
        Assert.Equal("## Guide\n\n- Look at it. !{osquery{\"label\":\"Users\",\"query\":\"SELECT * FROM users\"}}\n", rule.Note);
        Assert.Equal("## Setup\n\nPlug it in.\n", rule.Setup);
        Assert.Equal(("10m", "now-9m", "now-1m", 33, "MIT"), (rule.Interval, rule.From, rule.To, rule.MaxSignals, rule.License));
        Assert.Equal(("default", "kind", "printer.name"), (rule.BuildingBlockType, rule.EventCategoryOverride, rule.RuleNameOverride));
        Assert.Equal(("event.ingested", true), (rule.TimestampOverride, rule.TimestampOverrideFallbackDisabled));
        Assert.Equal(("event.created", "event.sequence"), (rule.TimestampField, rule.TiebreakerField));
        Assert.Equal(("t-1", "Printers"), (rule.TimelineId, rule.TimelineTitle));
        Assert.Equal(new SeverityMapping("event.severity", "equals", "9", RuleSeverity.Critical), Assert.Single(rule.SeverityMapping));
        Assert.Equal(new RiskScoreMapping("event.risk_score", "equals", "", null), Assert.Single(rule.RiskScoreMapping));
        Assert.Equal(new ExceptionListReference("e", "office", "detection", "agnostic"), Assert.Single(rule.ExceptionsList));
        Assert.Equal(["host.id", "user.id"], rule.AlertSuppression!.GroupBy);
        Assert.Equal((TimeSpan.FromHours(5), false), (rule.AlertSuppression.Duration, rule.AlertSuppression.SuppressMissing));
        Assert.Equal(["process.name", "user.id"], rule.InvestigationFields);
        Assert.Equal(new RelatedIntegration("printer", "^1.0.0", "paper"), Assert.Single(rule.RelatedIntegrations));
        Assert.Equal(new RequiredField("process.name", "keyword", true), Assert.Single(rule.RequiredFields));
        ThreatMapping threat = Assert.Single(rule.Threat);
        Assert.Equal(("MITRE ATT&CK", "TA0002", "Execution"), (threat.Framework, threat.Tactic.Id, threat.Tactic.Name));
        ThreatTechnique technique = Assert.Single(threat.Techniques);
        Assert.Equal(("T1059", "https://attack.mitre.org/techniques/T1059/"), (technique.Id, technique.Reference));
        ThreatEntry subtechnique = new("T1059.001", "PowerShell", "https://attack.mitre.org/techniques/T1059/001/");
        Assert.Equal(subtechnique, Assert.Single(technique.Subtechniques));
        Assert.Equal(["windows", "endpoint"], rule.Integrations);
        Assert.Equal(("production", "9.0.0"), (rule.Maturity, rule.MinStackVersion));
        Assert.Equal(("2024/02/03", "2024/05/06"), (rule.CreationDate, rule.UpdatedDate));
        Assert.Equal(["metadata.bypass", "shiny"], rule.Extensions.Keys.OrderBy(key => key, StringComparer.Ordinal));
        Assert.Equal("[1,2.5,{\"deep\":\"x\"}]", JsonSerializer.Serialize(rule.Extensions["shiny"]));
        Assert.Equal(("test", 14), (rule.Path, rule.Line));
    }

    [Fact]
    public void An_export_gives_the_same_rule_as_its_toml()
    {
        EqlRule toml = ReadOne(FullToml);
        EqlRule json = ReadOne(FullJson);

        string[] apart = ["Path", "Line", "Extensions", "Integrations", "Maturity", "MinStackVersion", "CreationDate", "UpdatedDate"];
        foreach (System.Reflection.PropertyInfo property in typeof(EqlRule).GetProperties().Where(p => !apart.Contains(p.Name)))
        {
            Assert.Equal(
                (property.Name, JsonSerializer.Serialize(property.GetValue(toml))),
                (property.Name, JsonSerializer.Serialize(property.GetValue(json))));
        }

        Assert.Equal("2024-02-03T00:00:00.000Z", json.CreationDate);
        Assert.Equal(["id", "immutable", "revision", "shiny"], json.Extensions.Keys.OrderBy(key => key, StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_file_leaves_out_is_as_in_elastic()
    {
        EqlRule rule = ReadOne("[rule]\nname = 'n'\ntype = 'eql'\nrule_id = 'i'\nquery = 'any where true'\n");

        Assert.Equal(("5m", "now-6m", "now"), (rule.Interval, rule.From, rule.To));
        Assert.Equal((100, 1, true), (rule.MaxSignals, rule.Version, rule.Enabled));
        Assert.Equal((RuleSeverity.Low, 21, ""), (rule.Severity, rule.RiskScore, rule.Description));
        Assert.True(rule.Note is null && rule.Setup is null && rule.AlertSuppression is null && rule.BuildingBlockType is null);
        Assert.Empty(rule.Threat);
        Assert.Empty(rule.Extensions);
    }

    [Theory]
    [InlineData("risk_score = 21", RuleSeverity.Low, 21)]
    [InlineData("risk_score = 22", RuleSeverity.Medium, 22)]
    [InlineData("risk_score = 48", RuleSeverity.High, 48)]
    [InlineData("risk_score = 74", RuleSeverity.Critical, 74)]
    [InlineData("severity = 'medium'", RuleSeverity.Medium, 47)]
    [InlineData("severity = 'high'", RuleSeverity.High, 73)]
    [InlineData("severity = 'critical'", RuleSeverity.Critical, 99)]
    [InlineData("severity = 'low'\nrisk_score = 90", RuleSeverity.Low, 90)]
    public void Severity_and_risk_score_stand_in_for_each_other(string fields, RuleSeverity severity, int riskScore)
    {
        EqlRule rule = ReadOne("[rule]\nname = 'n'\ntype = 'eql'\nrule_id = 'i'\nquery = 'any where true'\n" + fields);

        Assert.Equal((severity, riskScore), (rule.Severity, rule.RiskScore));
    }

    [Fact]
    public void A_place_in_the_query_is_a_place_in_the_file()
    {
        foreach (string file in new[] { FullToml, FullJson, FullToml.Replace("\n", "\r\n") })
        {
            EqlRule rule = ReadOne(file);
            string[] lines = file.Split('\n');
            foreach (string word in new[] { "process where", "spool", "v.exe", "and process", "q" })
            {
                (int line, int column) = rule.LocateQuery(rule.Query.IndexOf(word, StringComparison.Ordinal));
                Assert.StartsWith(word, lines[line - 1].Substring(column - 1), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Notes))]
    public void Guides_have_their_queries_filled_in(int line, string note, string expected)
    {
        string toml = $$$"""
            [rule]
            note = '''{{{TomlText.Decode(note)}}}'''
            name = "n"
            rule_id = "i"
            type = "eql"
            query = "any where true"
            [[transform.osquery]]
            query = "SELECT 1"
            label = "First"
            [[transform.osquery]]
            query = "SELECT '\\'\n\tFROM t\n"
            label = "café \"x\" 😀"
            ecs_mapping = {"host.name" = {field = "h"}}
            [[transform.investigate]]
            relativeFrom = "now-48h/h"
            providers = [[{value = "{{host.id}}", field = "host.id", excluded = false}]]
            label = "Show"
            """;
        RuleReadResult result = Read(toml);
        IEnumerable<string> findings = result.Diagnostics.Select(d => FormattableString.Invariant($" {d.Line}:{d.Column} {d.Code}"));
        Assert.Equal((line, TomlText.Decode(expected)), (line, Assert.Single(result.Rules).Note + string.Concat(findings)));
    }

    [Fact]
    public void A_guide_without_transform_keeps_its_dollars()
    {
        EqlRule rule = ReadOne("[rule]\nname = 'n'\ntype = 'eql'\nrule_id = 'i'\nquery = 'any where true'\nnote = '$$ $osquery_0'");

        Assert.Equal("$$ $osquery_0", rule.Note);
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void Files_have_their_findings(int line, string file, string expected)
    {
        RuleReadResult result = Read(TomlText.Decode(file));
        IEnumerable<string> findings = result.Diagnostics.Select(d => FormattableString.Invariant(
            $"{d.Line}:{d.Column} {d.Severity.ToString().ToLowerInvariant()} {d.Code} {d.Message}"));
        string refused = result.Diagnostics.Count > 0 ? "refused" : "none";
        string first = result.Rules.Count > 0 ? string.Join(" ", result.Rules.Select(_ => "ok")) : refused;
        Assert.Equal((line, expected), (line, string.Join(" ", findings.Prepend(first))));
        Assert.All(result.Diagnostics, d => Assert.Equal("test", d.Path));
    }

    [Fact]
    public void A_diagnostic_prints_like_those_of_compilers()
    {
        RuleDiagnostic diagnostic = Assert.Single(Read("[rule]\nname = n").Diagnostics);

        Assert.StartsWith("test(2,8): error RuleTomlInvalid: 'n' is not a value;", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Equal("p: warning C: m", new RuleDiagnostic("C", "m", "p", 0, 0, RuleDiagnosticSeverity.Warning).ToString());
    }

    [Fact]
    public void Mutated_files_never_throw()
    {
        Random random = new(77);
        int rules = 0;
        for (int round = 0; round < 3_000; round++)
        {
            StringBuilder text = new(random.Next(2) == 0 ? FullToml : FullJson);
            for (int edits = random.Next(1, 4); edits > 0; edits--)
            {
                int at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
                    1 => text.Insert(at, "\"'{}[],:=\n$\\\uD83D 0"[random.Next(14)]),
                    _ => text.Insert(at, text.ToString(random.Next(text.Length / 2), random.Next(1, 60))),
                };
            }

            byte[] content = Encoding.UTF8.GetBytes(text.ToString());
            content[random.Next(content.Length)] = (byte)random.Next(256);
            RuleReadResult result = RuleReader.Parse(content, "test");
            rules += result.Rules.Count;
            Assert.True(result.Rules.Count + result.Diagnostics.Count > 0);
        }

        Assert.InRange(rules, 100, 2_900);
    }

    private static RuleReadResult Read(string text) => RuleReader.Parse(Encoding.UTF8.GetBytes(text), "test");

    private static EqlRule ReadOne(string text)
    {
        RuleReadResult result = Read(text);
        Assert.Empty(result.Diagnostics);
        return Assert.Single(result.Rules);
    }
}
