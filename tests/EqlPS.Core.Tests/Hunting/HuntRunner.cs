using System.Text;
using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Values;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Hunting;

/// <summary>Runs rules over texts of JSON lines, each a source of its own.</summary>
internal static class HuntRunner
{
    public static readonly Timestamp Now = Timestamp.FromUnixMilliseconds(1_714_600_000_000L);

    public static EqlRule Rule(string id, string query) => new() { RuleId = id, Name = "Rule " + id, Query = query, RiskScore = 47, Severity = RuleSeverity.Medium };

    public static HuntResult Run(EqlRule[] rules, params string[] sources) => Run(rules, new HuntOptions { Now = Now }, null, sources);

    public static HuntResult Run(EqlRule[] rules, HuntOptions options, ExceptionSet? exceptions, params string[] sources)
    {
        CompiledRuleSet set = CompiledRuleSet.Compile(rules, exceptions);
        Assert.DoesNotContain(set.Diagnostics, d => d.Severity == RuleDiagnosticSeverity.Error);
        return Run(set, options, sources.Select((s, i) => ($"source{i}", s)));
    }

    public static HuntResult Run(CompiledRuleSet rules, HuntOptions options, IEnumerable<(string Name, string Text)> sources)
    {
        var hunt = new Hunt(rules, options);
        foreach ((string name, string text) in sources)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using EventReader reader = PlainEvents.Open(new InputSource(name, () => new MemoryStream(bytes), rules.Schema), rules.Fields);
            hunt.Read(reader, CancellationToken.None);
        }

        return hunt.Complete(CancellationToken.None);
    }

    /// <summary>An alert in short: its rule and the values of <c>n</c> in its events, <c>-</c> at a missing stage.</summary>
    public static string Short(Alert alert) =>
        alert.Rule.RuleId + ":" + string.Join("+", alert.Events.Select(e => e is null ? "-" : EventTree.Texts(EventTree.Read(e.Source.Json).Find("n")).Single()));

    public static string Short(HuntResult result) => string.Join(" ", result.Alerts.Select(Short));

    public static JsonElement Document(Alert alert)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            AlertDocument.Write(writer, alert);
        }

        return JsonDocument.Parse(buffer.ToArray(), new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;
    }

    public static JsonElement Block(Alert alert, int index)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            AlertDocument.WriteBuildingBlock(writer, alert, index);
        }

        return JsonDocument.Parse(buffer.ToArray(), new JsonDocumentOptions { MaxDepth = 1000 }).RootElement;
    }

    /// <summary>An event of a process.</summary>
    /// <param name="n">Its number, which also is its second.</param>
    /// <param name="fields">More fields as JSON members.</param>
    public static string Event(int n, string fields, string category = "process") =>
        $$"""{"@timestamp":"2024-05-01T00:00:{{n:00}}Z","event.category":"{{category}}","n":{{n}},{{fields}}}""" + "\n";
}
