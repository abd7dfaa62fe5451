using EqlPS.Alerts;
using EqlPS.Hunting;
using EqlPS.Rules;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Alerts;

/// <summary>Alerts that are folded into others.</summary>
public sealed class SuppressionTests
{
    [Theory]
    [InlineData("h", null, true, "1:\"x\" 2:\"y\" 3:\"x\"", "1(1) 2(0)")]
    [InlineData("h", null, true, "1: 2: 3:\"x\"", "1(1) 3(0)")]
    [InlineData("h", null, false, "1: 2: 3:\"x\" 4:\"x\"", "1(-) 2(-) 3(1)")]
    [InlineData("h", null, true, "1:[\"x\",\"y\"] 2:[\"y\",\"x\"] 3:[\"x\",\"y\"]", "1(1) 2(0)")]
    [InlineData("h", 5, true, "1:\"x\" 6:\"x\" 7:\"x\" 12:\"x\"", "1(1) 7(1)")]
    [InlineData("h,n", null, true, "1:\"x\" 2:\"x\"", "1(0) 2(0)")]
    [InlineData("h", null, true, "1:null 2: 3:\"\"", "1(1) 3(0)")]
    public void AlertsOfAGroupFoldIntoTheFirst(string fields, int? seconds, bool suppressMissing, string events, string expected)
    {
        EqlRule rule = new()
        {
            RuleId = "r", Name = "r", Query = "process where true",
            AlertSuppression = new AlertSuppression(fields.Split(','), seconds is int s ? TimeSpan.FromSeconds(s) : null, suppressMissing),
        };
        string log = string.Concat(events.Split(' ').Reverse().Select(e => e.Split([':'], 2)).Select(e => Event(int.Parse(e[0]), e[1].Length == 0 ? "\"z\":1" : "\"h\":" + e[1])));
        HuntResult result = Run([rule], log);
        Assert.Equal(expected, string.Join(" ", result.Alerts.Select(a => $"{Short(a).Substring(2)}({a.Folding?.Count.ToString() ?? "-"})")));
        Assert.Equal(events.Split(' ').Length - result.Alerts.Count, result.Rules.Single().SuppressedCount);
    }

    [Fact]
    public void TheDocumentTellsWhatWasFolded()
    {
        EqlRule rule = new()
        {
            RuleId = "r", Name = "r", Query = "process where true", AlertSuppression = new AlertSuppression(["host.name", "absent"], null, SuppressMissing: true),
        };
        Alert alert = Run([rule], Event(1, "\"host.name\":\"h\"") + Event(4, "\"host\":{\"name\":\"h\"}")).Alerts.Single();
        Assert.Equal(
            """{"terms":[{"field":"host.name","value":"h"},{"field":"absent","value":null}],"start":"2024-05-01T00:00:01.000Z","end":"2024-05-01T00:00:04.000Z","docs_count":1}""",
            Document(alert).GetProperty("kibana").GetProperty("alert").GetProperty("suppression").GetRawText());
    }

    [Fact]
    public void SequencesAreGroupedByWhatTheirEventsShare()
    {
        EqlRule rule = new()
        {
            RuleId = "r", Name = "r", Query = "sequence by id [process where a == 1] [process where a == 2]",
            AlertSuppression = new AlertSuppression(["h"], null, SuppressMissing: false),
        };
        string log = string.Concat(new[] { 1, 2, 3 }.Select(id => Event(id, $"\"id\":{id},\"a\":1,\"h\":\"x\"") + Event(id + 10, $"\"id\":{id},\"a\":2,\"h\":\"{(id == 3 ? "y" : "x")}\"")));
        Assert.Equal("r:1+11 r:3+13", Short(Run([rule], log)));
    }
}
