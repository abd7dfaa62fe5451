using EqlPS.Cli.Commands;

namespace EqlPS.Cli.Tests;

/// <summary>The rules that ship, tested as <c>eqlps rules test</c> does: every case runs, raw Sysmon events through the mapping.</summary>
public sealed class RulesTestRunTests
{
    [Fact]
    public void Every_case_of_every_shipped_rule_passes()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = new RulesTestRun([Path.Combine(AppContext.BaseDirectory, "rules")], output, error).Run(CancellationToken.None);
        Assert.True(exitCode == ExitCode.Success, output.ToString() + error);
        Assert.Equal(5, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("eqlps: 5 rules, 154 cases, 0 failed", error.ToString().Trim());
    }
}
