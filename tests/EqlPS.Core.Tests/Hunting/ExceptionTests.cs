using System.Text;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Tests.Support;
using static EqlPS.Tests.Hunting.HuntRunner;

namespace EqlPS.Tests.Hunting;

/// <summary>Exceptions in both forms, and what they leave.</summary>
public sealed class ExceptionTests
{
    private static readonly string Log = Event(1, "\"user.name\":\"root\",\"host.name\":\"h1\"") + Event(2, "\"user.name\":\"Bob\",\"host.name\":\"h2\"")
        + Event(3, "\"host.name\":\"h1\",\"tags\":[\"a\",\"b\"]") + Event(4, "\"user.name\":\"rob\"");

    public static IEnumerable<object[]> Cases() => CaseFile.Rows("exceptions.cases");

    public static IEnumerable<object[]> RefusedCases() => CaseFile.Rows("exceptions-refused.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ExceptedEventsAreNotLookedAt(int line, string file, string expected)
    {
        ExceptionSet exceptions = Parse(file);
        Assert.DoesNotContain(exceptions.Diagnostics, d => d.Severity == RuleDiagnosticSeverity.Error);
        HuntResult result = Run([Rule("r", "any where true")], new HuntOptions(), exceptions, Log);
        Assert.Equal($"{line}: {expected}", $"{line}: {string.Join(" ", result.Alerts.Select(a => Short(a).Substring(2)))}");
        Assert.Equal(4 - result.Alerts.Count, result.Counts.Excepted);
    }

    [Theory]
    [MemberData(nameof(RefusedCases))]
    public void WhatCannotBePutInForceIsAFinding(int line, string file, string expected)
    {
        RuleDiagnostic error = Parse(file).Diagnostics.First(d => d.Severity == RuleDiagnosticSeverity.Error);
        Assert.Equal($"{line}: {expected}", $"{line}: {error.Code} {error.Line},{error.Column}");
    }

    [Fact]
    public void ExceptedEventsLeaveSequences()
    {
        EqlRule pair = Rule("pair", "sequence [any where n == 1] [any where n >= 2]");
        Assert.Equal("pair:1+3", Short(Run([pair], new HuntOptions(), Parse("user.name == \"Bob\""), Log)));
    }

    [Fact]
    public void AListThatRulesNameHoldsForThoseRules()
    {
        EqlRule named = new() { RuleId = "named", Name = "named", Query = "any where n < 3", ExceptionsList = [new("", "mine", "detection", "single")] };
        EqlRule pair = new() { RuleId = "pair", Name = "pair", Query = "sequence [any where n == 1] [any where n == 2]", ExceptionsList = [new("", "mine", "detection", "single")] };
        ExceptionSet exceptions = Parse("{\"list_id\":\"mine\",\"entries\":[{\"field\":\"user.name\",\"type\":\"match\",\"operator\":\"included\",\"value\":\"root\"}]}");
        HuntResult result = Run([named, pair, Rule("free", "any where n < 3")], new HuntOptions(), exceptions, Log);
        Assert.Equal("free:1 free:2 named:2", Short(result));
        Assert.Equal(0, result.Counts.Excepted);
    }

    [Fact]
    public void AFileThatIsNotThereIsAFinding() =>
        Assert.Equal("ExceptionUnreadable", ExceptionReader.Read("/no/such/file").Diagnostics.Single().Code);

    [Theory]
    [InlineData("{\"entries\":[{\"field\":\"\\ud800\",\"type\":\"exists\"}]}")]
    [InlineData("\u0000\u0001")]
    [InlineData("[[[[[[[[")]
    public void HostileFilesAreFindings(string file) => Assert.NotEmpty(Parse(file).Diagnostics);

    private static ExceptionSet Parse(string file) => ExceptionReader.Parse(Encoding.UTF8.GetBytes(file.Replace('¶', '\n')), "file");
}
