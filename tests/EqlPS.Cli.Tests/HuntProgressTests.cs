using EqlPS.Cli.Commands;
using EqlPS.Hunting.Files;

namespace EqlPS.Cli.Tests;

/// <summary>The line that tells how far a hunt is.</summary>
public sealed class HuntProgressTests
{
    [Fact]
    public void TheLineVanishesAtTheEnd()
    {
        using var output = new StringWriter();
        var progress = new HuntProgress(output);
        Thread.Sleep(HuntProgress.Period + TimeSpan.FromMilliseconds(50));
        progress.Show(new HuntProgressed(1234567, 5 * 1024 * 1024, 1, 3));
        progress.Clear();
        string[] shown = output.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("1,234,567 events, 5 MB, 1 of 3 files, ", shown[0]);
        Assert.Equal(string.Empty, shown[^1].Trim());
    }

    [Fact]
    public void AShortHuntShowsNothing()
    {
        using var output = new StringWriter();
        var progress = new HuntProgress(output);
        progress.Show(new HuntProgressed(1, 1, 0, 1));
        progress.Clear();
        Assert.Empty(output.ToString());
    }
}
