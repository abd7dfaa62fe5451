using EqlPS.Cli.Commands;

namespace EqlPS.Cli.Tests;

/// <summary>The line that tells how far a hunt is.</summary>
public sealed class HuntProgressTests
{
    [Fact]
    public void TheLineVanishesAtTheEnd()
    {
        using var output = new StringWriter();
        using var asked = new ManualResetEventSlim();
        using (new HuntProgress(TextWriter.Synchronized(output), () =>
        {
            asked.Set();
            return 1234567;
        }))
        {
            Assert.True(asked.Wait(TimeSpan.FromSeconds(30)));
        }

        string[] shown = output.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("1,234,567 events read", shown[0]);
        Assert.Equal(string.Empty, shown[^1].Trim());
    }

    [Fact]
    public void AShortHuntShowsNothing()
    {
        using var output = new StringWriter();
        new HuntProgress(output, () => 1).Dispose();
        Assert.Empty(output.ToString());
    }
}
