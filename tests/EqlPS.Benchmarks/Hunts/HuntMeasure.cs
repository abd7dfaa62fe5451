using System.Diagnostics;
using System.Globalization;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>Hunts through some files again and again, and scans them barely before each time, in this process and on one thread.</summary>
/// <param name="files">JSON lines, not packed.</param>
/// <param name="rules">Compiled rules.</param>
internal sealed class HuntMeasure(IReadOnlyList<string> files, CompiledRuleSet rules)
{
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(200);

    private readonly List<double> _scans = [];
    private readonly List<double> _hunts = [];
    private long _events;
    private long _alerts;
    private long _allocated;

    /// <summary>Measures so many times, after passes that are not counted.</summary>
    /// <param name="count">How many pairs of a scan and a hunt are measured.</param>
    /// <param name="warmUps">How often both are run before.</param>
    public HuntFigures Run(int count, int warmUps = 1)
    {
        for (int i = 0; i < warmUps; i++)
        {
            WarmUp();
        }

        for (int i = 0; i < count; i++)
        {
            // Each begins as often as the other: what is disturbed may be the first or the second.
            if (i % 2 == 0)
            {
                Scan();
                CountedHunt();
            }
            else
            {
                CountedHunt();
                Scan();
            }
        }

        using var process = Process.GetCurrentProcess();
        return new HuntFigures(
            rules.Rules.Count,
            _events,
            _alerts,
            CpuTime.Median(_scans),
            CpuTime.Median(_hunts),
            CpuTime.Median(_scans.Zip(_hunts, (scan, hunt) => scan / hunt)),
            process.PeakWorkingSet64,
            _allocated);
    }

    // What runs often is compiled again after a tenth of a second in which nothing new was compiled, on another thread.
    private void WarmUp()
    {
        Hunt();
        BareScan.Run(files);
        Thread.Sleep(CompilerPause);
    }

    private void Scan() => _scans.Add(CpuTime.Of(() => BareScan.Run(files)));

    private void CountedHunt()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        _hunts.Add(CpuTime.Of(Hunt));
        _allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private void Hunt()
    {
        var hunt = new Hunt(rules, new HuntOptions());
        var readers = new EventReaders(rules.Fields, ReadingMode.Default, new EqlQueryOptions().TimestampField);
        foreach (string file in files)
        {
            using EventReader reader = readers.OpenSingle(new InputSource(file, () => File.OpenRead(file), rules.Schema));
            hunt.Read(reader, CancellationToken.None);
            if (reader.Losses.Count > 0)
            {
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"{file}: {reader.Losses.Count} records cannot be read"));
            }
        }

        _events = hunt.EventCount;
        _alerts = hunt.Complete(CancellationToken.None).Alerts.Count;
    }
}
