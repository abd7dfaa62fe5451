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
    private readonly List<double> _scans = [];
    private readonly List<double> _hunts = [];
    private long _events;
    private long _alerts;
    private long _allocated;

    /// <summary>Measures so many times, after one pass that is not counted.</summary>
    public HuntFigures Run(int count)
    {
        Hunt();
        for (int i = 0; i < count; i++)
        {
            _scans.Add(CpuTime.Of(() => BareScan.Run(files)));
            long before = GC.GetTotalAllocatedBytes(precise: true);
            _hunts.Add(CpuTime.Of(Hunt));
            _allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
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
