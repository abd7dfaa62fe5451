using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Rules;

/// <summary>Files, folders and wildcards; equal ids; real rules.</summary>
public sealed class RuleSetTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("eqlps-rules-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_folder_gives_its_rules_in_ordinal_order()
    {
        Write("b.toml", Toml("b"));
        Write("B.toml", Toml("B"));
        Write("a/z.toml", Toml("z"));
        Write("a/y/x.ndjson", Json("x") + "\n" + Json("w"));
        Write("a.json", "[" + Json("v") + "]");
        Write("_deprecated/old.toml", Toml("old"));
        Write(".git/hidden.toml", Toml("hidden"));
        Write("readme.md", "text");

        RuleSet set = RuleSet.Load([_root]);

        Assert.Equal("B v x w z b", Ids(set));
        Assert.Empty(set.Diagnostics);
        Assert.Equal(5, set.FileCount);
        Assert.True(set.TryGet("w", out EqlRule? rule));
        Assert.Equal((Path.Combine(_root, "a", "y", "x.ndjson"), 2), (rule.Path, rule.Line));
        Assert.False(set.TryGet("W", out _));
    }

    [Theory]
    [InlineData("*.toml", "ab b")]
    [InlineData("a*.toml", "ab")]
    [InlineData("?.toml", "b")]
    [InlineData("**/*.toml", "ab b y")]
    [InlineData("**", "ab b x y")]
    [InlineData("su*", "x y")]
    [InlineData("s?b/*/*.ndjson", "x")]
    [InlineData("**/deep/**/*", "x")]
    [InlineData("sub/../b.t*", "b")]
    [InlineData("b.toml", "b")]
    [InlineData("*.toml;b.toml;sub;sub/y.toml", "ab b x y")]
    public void Wildcards_find_files(string patterns, string expected)
    {
        Write("ab.toml", Toml("ab"));
        Write("b.toml", Toml("b"));
        Write("sub/y.toml", Toml("y"));
        Write("sub/deep/x.ndjson", Json("x"));

        RuleSet set = RuleSet.Load(patterns.Split(';').Select(pattern => Path.Combine(_root, pattern)));

        Assert.Empty(set.Diagnostics);
        Assert.Equal(expected, Ids(set));
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "ABC", false)]
    [InlineData("abc", "a?c", true)]
    [InlineData("abc", "a?", false)]
    [InlineData("abc", "*", true)]
    [InlineData("", "*", true)]
    [InlineData("", "?", false)]
    [InlineData("abcbc", "a*bc", true)]
    [InlineData("abcbd", "a*bc", false)]
    [InlineData("abc", "***c", true)]
    [InlineData("abc", "*b", false)]
    public void Names_fit_patterns(string name, string pattern, bool expected)
    {
        Assert.Equal(expected, RuleGlob.IsMatch(name, pattern, ignoreCase: false));
        Assert.True(!expected || RuleGlob.IsMatch(name.ToUpperInvariant(), pattern, ignoreCase: true));
    }

    [Fact]
    public void A_pattern_of_many_stars_ends()
    {
        Assert.False(RuleGlob.IsMatch(new string('a', 20_000), string.Concat(Enumerable.Repeat("*a", 50)) + "b", ignoreCase: false));
    }

    [Fact]
    public void Of_two_rules_with_one_id_the_higher_version_stays()
    {
        Write("1.ndjson", Json("a", 2) + "\n" + Json("b", 9));
        Write("2.ndjson", Json("a", 3) + "\n" + Json("b", 8) + "\n" + Json("a", 3));

        RuleSet set = RuleSet.Load([_root]);

        Assert.Equal("a b", Ids(set));
        Assert.Equal([3, 9], set.Rules.Select(rule => rule.Version));
        Assert.Equal(["1.ndjson:1", "2.ndjson:2", "2.ndjson:3"], set.Diagnostics.Select(d => $"{Path.GetFileName(d.Path)}:{d.Line}"));
        Assert.All(set.Diagnostics, d => Assert.Equal((RuleCodes.Duplicate, RuleDiagnosticSeverity.Warning), (d.Code, d.Severity)));
        string winner = Path.Combine(_root, "2.ndjson");
        string message = $"Version 2 of rule 'a' is left out: version 3 of {winner}, line 1, has the same rule_id.";
        Assert.Equal(message, set.Diagnostics[0].Message);
        Assert.Equal("a b", Ids(RuleSet.Create(set.Rules)));
    }

    [Fact]
    public void A_bad_file_is_a_diagnostic_and_costs_no_other()
    {
        Write("a.toml", Toml("a"));
        Write("b.toml", "[rule]\nname = ");
        Write("c.toml", "[tool]\nname = 'no rule'");
        Write("d.toml", Toml("d"));
        Write("sql.toml", "[rule]\ntype = 'esql'\nname = 'n'");

        RuleSet set = RuleSet.Load([_root, Path.Combine(_root, "none.toml"), Path.Combine(_root, "c.toml"), "bad\0path"]);

        Assert.Equal("a d", Ids(set));
        Assert.Equal(
            [
                "b.toml 2:8 Error RuleTomlInvalid",
                "c.toml 1:1 Information RuleFileNotRule",
                "sql.toml 1:2 Information RuleNotEql",
                "none.toml 0:0 Error RulePathNotFound",
                "bad\0path 0:0 Error RulePathNotFound",
            ],
            set.Diagnostics.Select(d => $"{Path.GetFileName(d.Path)} {d.Line}:{d.Column} {d.Severity} {d.Code}"));
    }

    [Fact]
    public void Files_that_cannot_be_rules_are_told()
    {
        Directory.CreateDirectory(Path.Combine(_root, "empty"));
        using (FileStream large = File.Create(Path.Combine(_root, "large.toml")))
        {
            large.SetLength(RuleReader.MaximumFileSize + 1);
        }

        RuleSet set = RuleSet.Load([Path.Combine(_root, "empty"), Path.Combine(_root, "large.toml"), Path.Combine(_root, "*.none")]);

        Assert.Equal([RuleCodes.PathNotFound, RuleCodes.FileTooLarge, RuleCodes.PathNotFound], set.Diagnostics.Select(d => d.Code));
        Assert.Equal(RuleCodes.PathNotFound, Assert.Single(RuleReader.Read(Path.Combine(_root, "none")).Diagnostics).Code);
        Assert.Equal(RuleCodes.FileUnreadable, Assert.Single(RuleReader.Read(_root).Diagnostics).Code);
    }

    [Fact]
    public void Loading_can_be_cancelled()
    {
        Write("a.toml", Toml("a"));

        Assert.Throws<OperationCanceledException>(() => RuleSet.Load([_root], new CancellationToken(canceled: true)));
    }

    [SharedFact]
    public void Every_rule_of_the_corpus_is_imported()
    {
        RuleSet set = RuleSet.Load([SharedData.Path("corpus/elastic-rules")]);

        Assert.Empty(set.Diagnostics);
        Assert.Equal((533, 533), (set.FileCount, set.Rules.Count));
        Assert.All(set.Rules, AssertComplete);
        Assert.Equal(493, set.Rules.Count(rule => rule.Note is not null));
        string[] guides = [.. set.Rules.Select(rule => rule.Note).OfType<string>()];
        Assert.Equal(112, guides.Count(note => note.Contains("!{osquery{") || note.Contains("!{investigate{")));
        Assert.Equal(993, set.Rules.Sum(rule => rule.Threat.Count));
        IEnumerable<ThreatTechnique> techniques = set.Rules.SelectMany(rule => rule.Threat).SelectMany(threat => threat.Techniques);
        Assert.Equal(841, techniques.Sum(technique => technique.Subtechniques.Count));
        Assert.Equal(1216, set.Rules.Sum(rule => rule.InvestigationFields.Count));
        Assert.Equal(36, set.Rules.Count(rule => rule.BuildingBlockType == "default"));
        string[] unknown = [.. set.Rules.SelectMany(rule => rule.Extensions.Keys).Distinct().OrderBy(key => key, StringComparer.Ordinal)];
        Assert.Equal(["metadata.bypass_bbr_timing", "metadata.min_stack_comments"], unknown);
    }

    private static void AssertComplete(EqlRule rule)
    {
        Assert.True(Guid.TryParse(rule.RuleId, out _), rule.Path);
        Assert.NotEmpty(rule.Description);
        Assert.DoesNotContain("\n", rule.Description, StringComparison.Ordinal);
        Assert.NotEmpty(rule.Index);
        Assert.DoesNotContain("$investigate_", rule.Note ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("$osquery_", rule.Note ?? "", StringComparison.Ordinal);

        string[] lines = File.ReadAllLines(rule.Path);
        for (int offset = 0; offset < rule.Query.Length; offset += 17)
        {
            (int line, int column) = rule.LocateQuery(offset);
            char expected = column <= lines[line - 1].Length ? lines[line - 1][column - 1] : '\n';
            Assert.Equal(expected, rule.Query[offset]);
        }
    }

    private static string Ids(RuleSet set) => string.Join(" ", set.Rules.Select(rule => rule.RuleId));

    private static string Toml(string id) => $"[rule]\nname = 'n'\ntype = 'eql'\nrule_id = '{id}'\nquery = 'any where true'\n";

    private static string Json(string id, int version = 1) => FormattableString.Invariant(
        $$"""{"name":"n","type":"eql","rule_id":"{{id}}","query":"any where true","version":{{version}}}""");

    private void Write(string name, string content)
    {
        string path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
