using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Alerts;

/// <summary>Alerts that are read as events.</summary>
public sealed class AlertInputTests
{
    private static readonly EqlRule First = Rule("first", "process where n == 1");

    [Fact]
    public void AnAlertOnAnAlertStandsOneStepHigherAndNamesAllBelow()
    {
        JsonElement first = Document(Run([First], Event(1, "\"x\":1")).Alerts.Single());
        JsonElement second = Document(Run([Rule("second", "process where x == 1")], first.GetRawText()).Alerts.Single());
        JsonElement third = Document(Run([Rule("third", "any where x == 1")], second.GetRawText()).Alerts.Single());
        Assert.Equal([1, 2, 3], new[] { first, second, third }.Select(a => Alert(a).GetProperty("depth").GetInt32()));
        JsonElement[] ancestors = Alert(third).GetProperty("ancestors").EnumerateArray().ToArray();
        Assert.Equal(["event", "signal", "signal"], ancestors.Select(a => a.GetProperty("type").GetString()));
        Assert.Equal([0, 1, 2], ancestors.Select(a => a.GetProperty("depth").GetInt32()));
        Assert.Equal(["first", "second"], ancestors.Skip(1).Select(a => a.GetProperty("rule").GetString()));
        Assert.Equal(
            [Alert(first).GetProperty("uuid").GetString(), Alert(second).GetProperty("uuid").GetString()],
            ancestors.Skip(1).Select(a => a.GetProperty("id").GetString()));
        Assert.Equal("signal", third.GetProperty("event").GetProperty("kind").GetString());
        Assert.Equal("third", Alert(third).GetProperty("rule").GetProperty("rule_id").GetString());
    }

    [Fact]
    public void AShellStandsTwoStepsAboveItsHighestEvent()
    {
        EqlRule pair = Rule("pair", "sequence [process where n == 1] [process where n == 2]");
        string alert = Document(Run([First], Event(1, "\"x\":1")).Alerts.Single()).GetRawText()
            .Replace("\"@timestamp\":\"" + Now, "\"@timestamp\":\"2024-05-01T00:00:01Z", StringComparison.Ordinal);
        Alert shell = Run([pair], alert + "\n" + Event(2, "\"x\":1")).Alerts.Single();
        JsonElement document = Document(shell);
        Assert.Equal(3, Alert(document).GetProperty("depth").GetInt32());
        Assert.Equal(
            ["event 0", "signal 1", "signal 2", "event 0", "signal 1"],
            Alert(document).GetProperty("ancestors").EnumerateArray().Select(a => $"{a.GetProperty("type")} {a.GetProperty("depth")}"));
        Assert.Equal([2, 1], new[] { 0, 1 }.Select(i => Alert(Block(shell, i)).GetProperty("depth").GetInt32()));
    }

    [Fact]
    public void NoRuleSeesItsOwnAlertsNorThoseThatStandOnThem()
    {
        EqlRule other = Rule("other", "process where x == 1");
        string first = Document(Run([First], Event(1, "\"x\":1")).Alerts.Single()).GetRawText();
        Assert.Equal("other:1", Short(Run([First, other], first)));
        string second = Document(Run([other], first).Alerts.Single()).GetRawText();
        Assert.Empty(Run([First, other], second).Alerts);
    }

    [Fact]
    public void RulesWithIndicesSeeAlertsOnlyIfTheyNameThem()
    {
        string alert = Document(Run([First], Event(1, "\"x\":1")).Alerts.Single()).GetRawText();
        Assert.Empty(Run([Indexed("logs-endpoint.events.*", "winlogbeat-*")], alert).Alerts);
        Assert.Single(Run([Indexed("logs-*", ".alerts-security.*")], alert).Alerts);
        Assert.Single(Run([Indexed("*")], alert).Alerts);
        Assert.Single(Run([Indexed("logs-endpoint.events.*")], Event(1, "\"x\":1")).Alerts);
    }

    [Theory]
    [InlineData("\"kibana\":5", 1)]
    [InlineData("\"kibana\":{\"alert\":{\"uuid\":\"u\"}}", 2)]
    [InlineData("\"kibana\":{\"alert\":{\"uuid\":\"u\",\"depth\":-4,\"ancestors\":7}}", 2)]
    [InlineData("\"kibana\":{\"alert\":{\"uuid\":\"u\",\"depth\":99999999999,\"ancestors\":{\"a\":1}}}", 2)]
    [InlineData("\"kibana.alert.uuid\":\"u\",\"kibana.alert.depth\":\"3\",\"kibana.alert.ancestors\":[null,[],{}]", 4)]
    public void WhatLooksLikeAnAlertDoesNoHarm(string fields, int depth)
    {
        JsonElement document = Document(Run([Rule("r", "process where true")], Event(1, fields)).Alerts.Single());
        Assert.Equal(depth, Alert(document).GetProperty("depth").GetInt32());
        Assert.NotEmpty(Alert(document).GetProperty("ancestors").EnumerateArray());
    }

    private static JsonElement Alert(JsonElement document) => document.GetProperty("kibana").GetProperty("alert");

    private static EqlRule Indexed(params string[] index) => new() { RuleId = "indexed", Name = "Indexed", Query = "process where x == 1", Index = index };
}
