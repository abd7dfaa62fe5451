using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Guides;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Tests.Hunting;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Guides;

/// <summary>Guides: their entries, filled in from alerts or shown as not filled in.</summary>
public sealed class GuideTests
{
    private const string UserQuery = "SELECT * FROM users WHERE username = {{user.name}}";

    public static IEnumerable<object[]> Fillings => CaseFile.Rows("osquery-filling.cases");

    [Theory]
    [MemberData(nameof(Fillings))]
    public void ValuesAreFilledIn(int line, string input, string expected)
    {
        string[] parts = input.Split(" ⇠ ");
        GuideEntry entry = Osquery(parts[0], parts.Length > 1 ? parts[1] : "{}");
        string actual = entry.Query ?? "unresolved " + string.Join(" ", entry.Unresolved);
        Assert.True(actual == expected, $"line {line}: {actual}");
    }

    [Theory]
    [InlineData("x' OR '1'='1")]
    [InlineData("a\"; DROP TABLE users; --")]
    [InlineData("line\r\nbreak")]
    [InlineData("\\' or 1=1")]
    [InlineData("\u202Eexe.txt")]
    public void AHostileValueIsOneConstantWhateverItHolds(string value)
    {
        string alert = JsonSerializer.Serialize(new { user = new { name = value } });
        string plain = Osquery(UserQuery, alert).Query!;
        Assert.Equal("SELECT * FROM users WHERE username = '" + value.Replace("'", "''") + "'", plain);
        Assert.Equal([value], SqlConstants(plain));
        string quoted = Osquery("SELECT * FROM file WHERE path LIKE '/home/{{user.name}}/%'", alert).Query!;
        Assert.Equal(["/home/" + value + "/%"], SqlConstants(quoted));
    }

    [Fact]
    public void RandomValuesNeverLeaveTheirConstant()
    {
        var random = new Random(20240607);
        const string Characters = "'\"`[]-/*;\\\n {}ab";
        for (int i = 0; i < 2000; i++)
        {
            string value = new(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Characters[random.Next(Characters.Length)]).ToArray());
            string alert = JsonSerializer.Serialize(new { a = value });
            Assert.Equal(["x", value, "y" + value], SqlConstants(Osquery("SELECT 'x' /* it's */, {{a}} -- '\n, 'y{{a}}'", alert).Query!));
        }
    }

    [Fact]
    public void ConditionsBecomeAnEqlQueryThatFindsTheEvents()
    {
        const string Note = """
            - !{investigate{"label":"Network","description":"","providers":[[{"excluded":false,"field":"process.entity_id","queryType":"phrase","value":"{{process.entity_id}}","valueType":"string"},{"excluded":true,"field":"event.category","queryType":"phrase","value":"network","valueType":"string"}],[{"excluded":false,"field":"host.ip","queryType":"phrase","value":"{{host.ip}}","valueType":"string"}]],"relativeFrom":"now-48h/h","relativeTo":"now"}}
            """;
        GuideEntry entry = Assert.Single(Filled(Note, """{"process.entity_id":"a\"b\\","host":{"ip":["10.0.0.1","::1"]}}""").Entries);
        Assert.Equal(
            """any where process.entity_id == "a\"b\\" and not event.category == "network" or host.ip in ("10.0.0.1", "::1")""", entry.Query);
        Assert.Equal(
            """any where process.entity_id == "{{process.entity_id}}" and not event.category == "network" or host.ip == "{{host.ip}}" """.Trim(),
            entry.Template);
        Assert.Equal(("now-48h/h", "now"), (entry.From, entry.To));
        Assert.Equal(GuideEntryKind.Investigate, entry.Kind);
        Assert.Equal(["process.entity_id", "host.ip"], entry.Fields);
    }

    [Theory]
    [InlineData("""{"field":"a","queryType":"exists"}""", "any where a != null")]
    [InlineData("""{"field":"a","queryType":"exists","excluded":true}""", "any where not a != null")]
    [InlineData("""{"field":"a","queryType":"range","value":"{\"gte\":5,\"lt\":7}"}""", "any where a >= 5 and a < 7")]
    [InlineData("""{"field":"a","queryType":"range","value":{"gt":"{{n}}"}}""", "any where a > 42")]
    [InlineData("""{"field":"a","value":"{{n}}","valueType":"string"}""", "any where a == 42")]
    [InlineData("""{"field":"a","value":"n{{n}}"}""", "any where a == \"n42\"")]
    [InlineData("""{"field":"a","value":"12","valueType":"number"}""", "any where a == 12")]
    [InlineData("""{"field":"a","value":true}""", "any where a == true")]
    [InlineData("""{"field":"a b.c","value":"x"}""", "any where `a b`.c == \"x\"")]
    public void EachKindOfConditionIsWritten(string provider, string expected) =>
        Assert.Equal(expected, Filled(Investigate(provider), """{"n":42}""").Entries[0].Query);

    [Theory]
    [InlineData("""{"queryType":"phrase","value":"x"}""", "one of its conditions has no field")]
    [InlineData("""{"field":"a"}""", "one of its conditions has no value")]
    [InlineData("""{"field":"a","queryType":"fuzzy","value":"x"}""", "neither a phrase")]
    [InlineData("""{"field":"a","value":{}}""", "no text, number or boolean")]
    [InlineData("""{"field":"a","value":"x","valueType":"number"}""", "not of the type")]
    [InlineData("""{"field":"a","queryType":"range","value":"{"}""", "no bounds")]
    [InlineData("""{"field":"a","queryType":"range","value":{}}""", "no bounds")]
    [InlineData("", "it has no conditions")]
    public void AConditionThatCannotBeReadIsAProblem(string provider, string problem)
    {
        GuideEntry entry = Filled(Investigate(provider), "{}").Entries[0];
        Assert.Null(entry.Query);
        Assert.Contains(problem, entry.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""!{osquery{"label":"a","query":"SELECT 1"}""", "closing braces")]
    [InlineData("""!{osquery{"label":"a","query":'SELECT 1'}}""", "not valid JSON")]
    [InlineData("""!{osquery{"query":"\uD800"}}""", "not valid JSON")]
    [InlineData("""!{osquery{"label":"a","savedQueryId":"x"}}""", "no query of its own")]
    [InlineData("!{investigate{}}", "no conditions")]
    public void ABrokenEntryIsShownAsItStands(string note, string problem)
    {
        Guide guide = Guide.Of(Rule("Before " + note + "\nafter"));
        Assert.Contains(problem, guide.Entries[0].Problem, StringComparison.Ordinal);
        Assert.Contains(note, guide.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("\nafter", guide.Markdown);
    }

    [Fact]
    public void AnEntryWithAMissingFieldIsNeverHalfFilled()
    {
        const string Note = """- !{osquery{"label":"User","query":"SELECT * FROM users WHERE username = {{user.name}} AND uid = {{ user.id }}"}}""";
        Guide guide = Filled(Note, """{"user":{"name":"ann"}}""");
        GuideEntry entry = guide.Entries[0];
        Assert.False(entry.IsResolved);
        Assert.Equal(["user.name", "user.id"], entry.Fields);
        Assert.Equal(["user.id"], entry.Unresolved);
        Assert.Equal(
            "- User (not filled in: the alert has no usable user.id): `SELECT * FROM users WHERE username = {{user.name}} AND uid = {{ user.id }}`",
            guide.Markdown);
    }

    [Fact]
    public void CodeOfSeveralLinesCannotEndItsBlock()
    {
        const string Note = """  - !{osquery{"label":"User","query":"SELECT {{a}}"}}""";
        string markdown = Filled(Note, """{"a":"`\n```\n\n# heading"}""").Markdown;
        Assert.Equal("  - User:\n    ````\n    SELECT '`\n    ```\n    \n    # heading'\n    ````", markdown);
        Assert.Equal("  - User: ``SELECT '`'``", Filled(Note, """{"a":"`"}""").Markdown);
    }

    [Fact]
    public void TheGuideOfAnAlertReadsItsEventAndTheAlertItself()
    {
        EqlRule rule = new()
        {
            RuleId = "r", Name = "Rule", Query = "process where true",
            Note = """!{osquery{"query":"{{n}} {{kibana.alert.rule.name}} {{event.kind}}"}}""",
        };
        Alert alert = HuntRunner.Run([rule], HuntRunner.Event(7, "\"x\":1")).Alerts.Single();
        Guide guide = Guide.Of(alert);
        Assert.Equal("7 'Rule' 'signal'", guide.Entries[0].Query);
        Assert.Equal(alert.Id, guide.AlertId);
        Assert.Equal("{{n}} {{kibana.alert.rule.name}} {{event.kind}}", Guide.Of(rule).Entries[0].Template);
        Assert.Null(Guide.Of(rule).Entries[0].Query);
    }

    [Fact]
    public void WhatIsNoAlertIsRefused()
    {
        Assert.ThrowsAny<JsonException>(() => Guide.Of(Rule("x"), Encoding.UTF8.GetBytes("[1]")));
        Assert.ThrowsAny<JsonException>(() => Guide.Of(Rule("x"), Encoding.UTF8.GetBytes("{")));
        Assert.True(Guide.Of(new EqlRule { Name = "n", Query = "any where true" }).IsEmpty);
    }

    [Fact]
    public void ALongTextOfUnfinishedEntriesTakesNoTime()
    {
        var clock = Stopwatch.StartNew();
        Guide guide = Guide.Of(Rule(string.Concat(Enumerable.Repeat("!{osquery{", 300_000))));
        Guide lines = Guide.Of(Rule(string.Concat(Enumerable.Repeat("!{osquery{\n{{\n", 30_000))));
        Guide fields = Guide.Of(Rule("!{osquery{\"query\":\"" + string.Concat(Enumerable.Repeat("{{", 300_000)) + "\"}}"));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"it took {clock.Elapsed}");
        Assert.Single(guide.Entries);
        Assert.Equal(30_000, lines.Entries.Count);
        Assert.Single(fields.Entries);
    }

    [SharedFact]
    public void EveryGuideOfThePublishedRulesIsReadInFull()
    {
        EqlRule[] rules = [.. RuleSet.Load([SharedData.Path("corpus/elastic-rules")]).Rules];
        GuideEntry[] entries = rules.SelectMany(r => Guide.Of(r).Entries).ToArray();
        Assert.True(entries.Length > 400, $"only {entries.Length} entries");
        Assert.All(entries, e => Assert.Null(e.Problem));
        Assert.DoesNotContain(rules, r => Guide.Of(r).Markdown.Contains("!{", StringComparison.Ordinal));
    }

    private static EqlRule Rule(string note) => new() { RuleId = "r", Name = "Rule", Query = "any where true", Note = note };

    private static Guide Filled(string note, string alert) => Guide.Of(Rule(note), Encoding.UTF8.GetBytes(alert));

    private static string Investigate(string provider) => "!{investigate{\"label\":\"x\",\"providers\":[[" + provider + "]]}}";

    private static GuideEntry Osquery(string template, string alert) =>
        Filled("!{osquery{\"query\":" + JsonSerializer.Serialize(template) + "}}", alert).Entries[0];

    /// <summary>The constants of a statement as SQLite reads it.</summary>
    private static List<string> SqlConstants(string sql)
    {
        var constants = new List<string>();
        for (int i = 0; i < sql.Length; i++)
        {
            if (sql[i] == '-' && i + 1 < sql.Length && sql[i + 1] == '-')
            {
                i = sql.IndexOf('\n', i) is int end and >= 0 ? end : sql.Length;
            }
            else if (sql[i] == '/' && i + 1 < sql.Length && sql[i + 1] == '*')
            {
                i = sql.IndexOf("*/", i + 2, StringComparison.Ordinal) + 1;
            }
            else if (sql[i] == '\'')
            {
                var text = new StringBuilder();
                for (i++; sql[i] != '\'' || (i + 1 < sql.Length && sql[i + 1] == '\''); i++)
                {
                    text.Append(sql[i]);
                    i += sql[i] == '\'' ? 1 : 0;
                }

                constants.Add(text.ToString());
            }
        }

        return constants;
    }
}
