using System.Security.Cryptography;
using EqlPS.Hunting;

namespace EqlPS.Tests.Hunting;

/// <summary>The list of alerts already given, through runs that end well and runs that are killed.</summary>
public sealed class SeenAlertsTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())).FullName;

    private string List => Path.Combine(_folder, "seen");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GivenAlertsAreRemembered()
    {
        using (var first = SeenAlerts.Open(List))
        {
            Give(first, 1);
            Give(first, 2);
        }

        using var second = SeenAlerts.Open(List);
        Assert.True(second.Contains(Id(1)));
        Assert.True(second.Contains(Id(2)));
        Assert.False(second.Contains(Id(3)));
        Assert.Null(second.Uncertain);
    }

    [Fact]
    public void TheOldestIdsGoFirst()
    {
        using (var first = SeenAlerts.Open(List))
        {
            for (int i = 0; i < 20; i++)
            {
                Give(first, i);
            }
        }

        using (var second = SeenAlerts.Open(List, limit: 5))
        {
            Assert.Equal(5, second.Count);
            Assert.False(second.Contains(Id(14)));
            Assert.True(second.Contains(Id(15)));
        }

        Assert.True(new FileInfo(List).Length < 500);
    }

    [Fact]
    public void ARunKilledAnywhereLosesNothing()
    {
        // What is on disk at every moment of a run is a prefix of what the run wrote.
        using (var run = SeenAlerts.Open(List))
        {
            for (int i = 0; i < 4; i++)
            {
                Give(run, i);
            }
        }

        byte[] whole = File.ReadAllBytes(List);
        int header = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = header; length <= whole.Length; length++)
        {
            File.WriteAllBytes(List, whole.AsSpan(0, length).ToArray());
            using var next = SeenAlerts.Open(List);
            int done = Enumerable.Range(0, 4).Count(i => next.Contains(Id(i)));

            // Each alert takes a line of 66 and one of 65 bytes; the last byte, a line end, may be missing.
            int alerts = (length - header + 1) / 131;
            Assert.Equal(alerts, done);
            bool hasBegun = (length - header + 1) % 131 >= 66;
            Assert.Equal(hasBegun ? Id(alerts) : null, next.Uncertain);
        }
    }

    [Fact]
    public void ARunKilledWhileItReplacesTheListKeepsTheOldOne()
    {
        using (var run = SeenAlerts.Open(List))
        {
            Give(run, 1);
        }

        File.WriteAllText(List + ".new", "half of a li");
        using var next = SeenAlerts.Open(List);
        Assert.True(next.Contains(Id(1)));
        Assert.False(File.Exists(List + ".new"));
    }

    [Fact]
    public void TheLengthBeforeABegunAlertIsKeptUntilItIsDone()
    {
        using (var killed = SeenAlerts.Open(List))
        {
            killed.Begin(Id(1), 0);
            killed.Complete(Id(1));
            killed.Begin(Id(2), 4711);
        }

        using (var killedAtOnce = SeenAlerts.Open(List))
        {
            Assert.Equal((Id(2), 4711L), (killedAtOnce.Uncertain, killedAtOnce.LengthBeforeUncertain));
        }

        using (var next = SeenAlerts.Open(List))
        {
            Assert.Equal((Id(2), 4711L), (next.Uncertain, next.LengthBeforeUncertain));
            Assert.False(next.Contains(Id(2)));
            next.Begin(Id(2), 4711);
            next.Complete(Id(2));
        }

        using var last = SeenAlerts.Open(List);
        Assert.Null(last.Uncertain);
        Assert.True(last.Contains(Id(1)) && last.Contains(Id(2)));
    }

    [Fact]
    public void AnotherFileIsNotTouched()
    {
        File.WriteAllText(List, "precious\n");
        Assert.Throws<IOException>(() => SeenAlerts.Open(List));
        Assert.Equal("precious\n", File.ReadAllText(List));
    }

    [Fact]
    public void TwoRunsAtATimeAreRefused()
    {
        using var first = SeenAlerts.Open(List);
        Assert.Throws<IOException>(() => SeenAlerts.Open(List));
    }

    private static void Give(SeenAlerts seen, int number)
    {
        seen.Begin(Id(number));
        seen.Complete(Id(number));
    }

    private static string Id(int number)
    {
        using var algorithm = SHA256.Create();
        return BitConverter.ToString(algorithm.ComputeHash(BitConverter.GetBytes(number))).Replace("-", string.Empty).ToLowerInvariant();
    }
}
