using System.Text;
using EqlPS.Rules;
using EqlPS.Rules.Cases;
using EqlPS.Tests.Support;
using EqlPS.Tests.Toml;

namespace EqlPS.Tests.ShippedRules;

/// <summary>Case files: what they hold, and what is said about bad ones.</summary>
public class RuleCaseFileTests
{
    private const string Good = """
        # a comment
        [[case]]
        name = "one"
        expect = "alert"
        events = '{"a": 1}'

        [[case]]
        events = '''
        <Event/>
        '''
        format = "xml"
        expect = "none"
        name = "none"

        [[case]]
        name = "three"
        expect = 3
        format = "ecs"
        events = "{}\n{}\n{}"
        """;

    public static IEnumerable<object[]> Findings => CaseFile.Rows("rule-case-files.cases");

    [Fact]
    public void A_case_has_all_its_fields()
    {
        RuleCaseFile file = RuleCaseFile.Parse(Encoding.UTF8.GetBytes(Good), "x.cases.toml");

        Assert.Empty(file.Diagnostics);
        Assert.Equal("x.cases.toml", file.Path);
        Assert.Equal(
            [("one", 1, RuleCaseFormat.Ecs, 3), ("none", 0, RuleCaseFormat.Xml, 13), ("three", 3, RuleCaseFormat.Ecs, 16)],
            file.Cases.Select(c => (c.Name, c.ExpectedAlerts, c.Format, c.Position.Line)));
        Assert.Equal("<Event/>\n", file.Cases[1].Events);
        Assert.Equal("9:2", file.Cases[1].LocateEvents(1).ToString());
        Assert.Equal("19:16", file.Cases[2].LocateEvents(4).ToString());
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public void Findings_name_their_place(int line, string toml, string expected)
    {
        RuleCaseFile file = RuleCaseFile.Parse(Encoding.UTF8.GetBytes(TomlText.Decode(toml)), "f");

        IEnumerable<string> findings = file.Diagnostics.Select(d => $"{d.Line}:{d.Column} {d.Severity} {d.Code}");
        string found = string.Join("; ", findings.Prepend($"{file.Cases.Count} cases"));
        Assert.Equal((line, expected), (line, found));
    }

    [Theory]
    [InlineData("a/x.toml", "a/x.cases.toml")]
    [InlineData("X.TOML", "X.cases.toml")]
    [InlineData("x.cases.toml", null)]
    [InlineData("x.Cases.Toml", null)]
    [InlineData("rules.ndjson", null)]
    [InlineData("", null)]
    public void Cases_stand_beside_their_rule(string rule, string? expected) => Assert.Equal(expected, RuleCaseFile.PathFor(rule));

    [Fact]
    public void A_file_that_is_not_there_is_a_finding()
    {
        RuleCaseFile file = RuleCaseFile.Read(Path.Combine(ShippedRule.Folder, "none.cases.toml"));

        Assert.Empty(file.Cases);
        Assert.Equal(RuleCodes.PathNotFound, Assert.Single(file.Diagnostics).Code);
    }

    [Fact]
    public void A_file_that_is_too_large_is_a_finding()
    {
        RuleCaseFile file = RuleCaseFile.Parse(new byte[RuleReader.MaximumFileSize + 1], "f");

        Assert.Equal(RuleCodes.FileTooLarge, Assert.Single(file.Diagnostics).Code);
    }

    [Fact]
    public void Damage_anywhere_is_no_exception()
    {
        var random = new Random(20240514);
        byte[] whole = Encoding.UTF8.GetBytes(Good);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = whole.AsSpan(0, random.Next(whole.Length + 1)).ToArray();
            if (bytes.Length > 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            RuleCaseFile file = RuleCaseFile.Parse(bytes, "f");
            Assert.True(file.Cases.Count > 0 || file.Diagnostics.Count > 0);
            Assert.All(file.Cases, c => Assert.True(c.Name.Length > 0 && c.Events.Length > 0 && c.ExpectedAlerts >= 0));
        }
    }
}
