using EqlPS.Rules;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Rules;

/// <summary>
/// Rules as Elastic publishes them in its package, one JSON file each, against the TOML files of the same rules beside the repository. The
/// JSON files are in <c>corpus/elastic-rule-exports</c>, or in the folder that the environment variable <c>EQLPS_EXPORTS</c> names.
/// </summary>
public sealed class RuleExportTests
{
    public static string? Folder { get; } = Find();

    [ExportFact]
    public void AnExportedRuleEqualsItsTomlFile()
    {
        Dictionary<string, EqlRule> rules =
            RuleSet.Load([SharedData.Path("corpus/elastic-rules")]).Rules.ToDictionary(r => r.RuleId, StringComparer.Ordinal);
        string[] files = Directory.GetFiles(Folder!, "*.json");
        Assert.True(files.Length >= 10, $"only {files.Length} files");
        foreach (string file in files)
        {
            RuleReadResult read = RuleReader.Read(file);
            Assert.Empty(read.Diagnostics);
            EqlRule exported = Assert.Single(read.Rules);
            Assert.Equal(Describe(rules[exported.RuleId]), Describe(exported));
        }
    }

    [Fact]
    public void RequiredFieldsAreThoseOfTheQuery()
    {
        EqlRule rule = new()
        {
            RuleId = "r",
            Name = "r",
            Query = "sequence by host.id with maxspan=1m [process where process.args_count == 1 and ?process.Ext.token.x == 2] by process.pid "
                + "[network where cidrMatch(destination.ip, \"10.0.0.0/8\") and event.category == \"a\"] by process.pid until [any where user.id == null] by process.pid",
            Integrations = ["endpoint", "aws", "windows"],
        };
        Assert.Equal(
            "destination.ip ip ecs; event.category keyword ecs; host.id keyword ecs; process.Ext.token.x unknown; "
                + "process.args_count long ecs; process.pid long ecs; user.id keyword ecs",
            string.Join("; ", rule.RequiredFields.Select(f => $"{f.Name} {f.Type}{(f.IsEcs ? " ecs" : "")}")));
        Assert.Equal(["endpoint", "aws", "windows"], rule.RelatedIntegrations.Select(i => i.Package));
        Assert.Empty(new EqlRule { Query = "this is no query" }.RequiredFields);
        Assert.Empty(new EqlRule { Query = "process where true" }.RequiredFields);
    }

    [Fact]
    public void ACloudPackageNamesTheServiceThatTheQueryAsksFor()
    {
        EqlRule rule = new() { Query = "any where event.dataset == \"aws.cloudtrail\" and event.provider == \"aws.cloudtrail\"", Integrations = ["aws"] };
        Assert.Equal(new RelatedIntegration("aws", "", "cloudtrail"), Assert.Single(rule.RelatedIntegrations));
    }

    private static string Describe(EqlRule rule) => string.Join(
        "\n",
        rule.RuleId, rule.Name, rule.Description, rule.Query, rule.Type, rule.Language, rule.Severity, rule.RiskScore, rule.Enabled, List(rule.Index),
        List(rule.Tags), List(rule.Author), rule.License, List(rule.FalsePositives), List(rule.References), rule.Note, rule.Setup, rule.Interval, rule.From,
        rule.To, rule.MaxSignals, rule.BuildingBlockType, rule.TimestampOverride, rule.TimestampOverrideFallbackDisabled, rule.TimestampField,
        rule.TiebreakerField, rule.EventCategoryOverride, rule.RuleNameOverride, rule.TimelineId, rule.TimelineTitle, List(rule.SeverityMapping),
        List(rule.RiskScoreMapping), List(rule.ExceptionsList), rule.AlertSuppression, List(rule.InvestigationFields), List(rule.RequiredFields),
        List(rule.RelatedIntegrations.Select(i => $"{i.Package}/{i.Integration}")), List(rule.Extensions.Where(e => !e.Key.StartsWith("metadata.", StringComparison.Ordinal))),
        List(rule.Threat.Select(t => $"{t.Framework} {t.Tactic} " + List(t.Techniques.Select(q => $"{q.Id} {q.Name} {q.Reference} {List(q.Subtechniques)}")))));

    private static string List<T>(IEnumerable<T> items) => string.Join(" | ", items);

    private static string? Find()
    {
        string? folder = Environment.GetEnvironmentVariable("EQLPS_EXPORTS");
        folder ??= SharedData.Root is null ? null : SharedData.Path("corpus/elastic-rule-exports");
        return SharedData.Root is not null && Directory.Exists(folder) ? folder : null;
    }

    /// <summary>A fact that is skipped without the exports.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ExportFactAttribute : FactAttribute
    {
        public ExportFactAttribute()
        {
            if (Folder is null)
            {
                Skip = "there are no published rules; set EQLPS_EXPORTS to a folder with their JSON files";
            }
        }
    }
}
