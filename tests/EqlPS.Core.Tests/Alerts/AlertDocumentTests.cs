using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Hunting;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Alerts;

/// <summary>The shape of alert documents.</summary>
public sealed class AlertDocumentTests
{
    private static readonly EqlRule Pair = Rule("pair", "sequence by id with maxspan=1m [process where a == 1] ![process where a == 3] [process where a == 2]");

    [Fact]
    public void ASingleAlertHasTheEventNestedAndMarkedAsSignal()
    {
        JsonElement alert = Document(Run(
            [Rule("r", "process where true")],
            Event(1, "\"event.kind\":\"event\",\"event\":{\"action\":\"start\"},\"process.name\":\"a\",\"process\":{\"pid\":4},\"host.name\":\"h\"")).Alerts.Single());
        Assert.Equal("signal", At(alert, "event", "kind").GetString());
        Assert.Equal("start", At(alert, "event", "action").GetString());
        Assert.Equal("a", At(alert, "process", "name").GetString());
        Assert.Equal(4, At(alert, "process", "pid").GetInt32());
        JsonElement kibana = At(alert, "kibana", "alert");
        Assert.Equal("event", At(kibana, "original_event", "kind").GetString());
        Assert.Equal("2024-05-01T00:00:01.000Z", At(kibana, "original_time").GetString());
        Assert.Equal(Now.ToString(), At(alert, "@timestamp").GetString());
        Assert.Equal(1, At(kibana, "depth").GetInt32());
        Assert.Equal("r", At(kibana, "rule", "rule_id").GetString());
        Assert.Equal("medium", At(kibana, "severity").GetString());
        Assert.Equal(JsonValueKind.Null, At(kibana, "building_block_type").ValueKind);
        JsonElement ancestor = At(kibana, "ancestors").EnumerateArray().Single();
        Assert.Equal("source0", At(ancestor, "index").GetString());
        Assert.Equal(64, At(ancestor, "id").GetString()!.Length);
        JsonElement source = At(alert, "eqlps", "events").EnumerateArray().Single();
        Assert.Equal(1, At(source, "record").GetInt32());
        Assert.Equal("a", At(source, "event", "process.name").GetString());
    }

    [Fact]
    public void AShellHasWhatTheEventsThatExistShare()
    {
        string log = Event(1, "\"id\":7,\"a\":1,\"host.name\":\"h\",\"tags\":[\"x\",\"y\"],\"process\":{\"name\":\"p\",\"pid\":1}")
            + Event(2, "\"id\":7,\"a\":2,\"host\":{\"name\":\"h\"},\"tags\":[\"y\",\"z\"],\"process\":{\"name\":\"p\",\"pid\":2}");
        Alert shell = Run([Pair], log).Alerts.Single();
        JsonElement document = Document(shell);
        Assert.Equal("h", At(document, "host", "name").GetString());
        Assert.Equal("p", At(document, "process", "name").GetString());
        Assert.False(At(document, "process").TryGetProperty("pid", out _));
        Assert.False(document.TryGetProperty("a", out _));
        Assert.Equal("[\"y\"]", At(document, "tags").GetRawText());
        Assert.Equal(2, At(document, "kibana", "alert", "depth").GetInt32());
        Assert.Equal(shell.Id, At(document, "kibana", "alert", "group", "id").GetString());
        Assert.Equal([JsonValueKind.Object, JsonValueKind.Null, JsonValueKind.Object], At(document, "eqlps", "events").EnumerateArray().Select(e => e.ValueKind));
        Assert.Equal(["event", "signal", "event", "signal"], At(document, "kibana", "alert", "ancestors").EnumerateArray().Select(a => At(a, "type").GetString()!));
    }

    [Fact]
    public void BuildingBlocksBelongToTheirShell()
    {
        string log = Event(1, "\"id\":7,\"a\":1") + Event(2, "\"id\":7,\"a\":2");
        Alert shell = Run([Pair], log).Alerts.Single();
        JsonElement first = Block(shell, 0);
        JsonElement last = Block(shell, 2);
        Assert.Equal("default", At(first, "kibana", "alert", "building_block_type").GetString());
        Assert.Equal(shell.Id, At(last, "kibana", "alert", "group", "id").GetString());
        Assert.Equal(2, At(last, "kibana", "alert", "group", "index").GetInt32());
        Assert.Equal("2024-05-01T00:00:02.000Z", At(last, "kibana", "alert", "original_time").GetString());
        string[] ids = [At(first, "kibana", "alert", "uuid").GetString()!, At(last, "kibana", "alert", "uuid").GetString()!, shell.Id];
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Contains(ids[0], At(Document(shell), "kibana", "alert", "ancestors").EnumerateArray().Select(a => At(a, "id").GetString()));
    }

    [Fact]
    public void SingleEventsOverrideNameSeverityAndRisk()
    {
        var rule = new EqlRule
        {
            RuleId = "r", Name = "plain", Query = "process where true", RiskScore = 10, RuleNameOverride = "message",
            SeverityMapping = [new("level", "equals", "4", RuleSeverity.Critical), new("level", "equals", "3", RuleSeverity.High), new("other", "equals", "x", RuleSeverity.Medium)],
            RiskScoreMapping = [new("absent", "equals", "", null), new("risk", "equals", "", null)],
        };
        Alert[] alerts = [.. Run([rule], Event(1, "\"message\":[\"named\",\"x\"],\"level\":[3,4],\"risk\":[40,\"60\",900]") + Event(2, "\"level\":\"9\"")).Alerts];
        Assert.Equal(("named", RuleSeverity.Critical, 60), (alerts[0].Name, alerts[0].Severity, alerts[0].RiskScore));
        Assert.Equal(("plain", RuleSeverity.Low, 10), (alerts[1].Name, alerts[1].Severity, alerts[1].RiskScore));
        Assert.Equal("named", At(Document(alerts[0]), "kibana", "alert", "rule", "name").GetString());
    }

    [Theory]
    [InlineData("\"process.name\":\"p\"", "process event with process p created medium alert Rule r.")]
    [InlineData("\"host.name\":\"h\"", "process event on h created medium alert Rule r.")]
    [InlineData(
        "\"process\":{\"name\":\"p\",\"parent\":{\"name\":\"q\"}},\"file.name\":\"f\",\"source\":{\"ip\":\"1.1.1.1\",\"port\":2},\"destination.ip\":\"::1\",\"user.name\":\"u\",\"host.name\":\"h\"",
        "process event with process p, parent process q, file f, source 1.1.1.1:2, destination ::1, by u on h created medium alert Rule r.")]
    public void TheReasonNamesWhatIsThere(string fields, string reason) =>
        Assert.Equal(reason, At(Document(Run([Rule("r", "process where true")], Event(1, fields)).Alerts.Single()), "kibana", "alert", "reason").GetString());

    [Theory]
    [InlineData("\"x\":\"\\ud800\",\"process.name\":\"\\ud800\",\"host.name\":\"\\udc00\",\"\\ud800y\":1")]
    [InlineData("\"a\":{\"b\":1},\"a.b\":{\"c\":2},\"a.b.c\":3,\"a\":5,\"a..b\":1,\".\":2,\"\":3")]
    [InlineData("\"event\":5,\"kibana\":{\"alert\":1},\"eqlps\":[1],\"process\":[{\"name\":\"x\"}]")]
    [InlineData("\"process.name\":\"[red]x[/]\\u001b[31m\\u202e\"")]
    public void HostileContentGivesValidDocuments(string fields)
    {
        JsonElement alert = Document(Run([Rule("r", "any where true")], Event(1, fields)).Alerts.Single());
        Assert.Equal("signal", At(alert, "event", "kind").GetString());
        Assert.Equal(JsonValueKind.Object, At(alert, "kibana", "alert", "rule").ValueKind);
        string[] names = alert.EnumerateObject().Select(m => m.Name).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void DeepAndDottedContentStaysBounded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a.b.c\":", 100)) + "1" + new string('}', 100);
        string dots = string.Join(".", Enumerable.Repeat("a", 100_000));
        JsonElement alert = Document(Run([Rule("r", "any where true")], Event(1, $"\"deep\":{deep},\"{dots}\":1")).Alerts.Single());
        Assert.Equal(1, At(alert, dots).GetInt32());
    }

    private static JsonElement At(JsonElement element, params string[] names) => names.Aggregate(element, (e, name) => e.GetProperty(name));
}
