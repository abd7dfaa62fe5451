using System.Diagnostics;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// Hunts through some files as the product does, in blocks and on several threads, by turns with one thread on one core and with two
/// threads on all.
/// </summary>
/// <param name="files">JSON lines, not packed.</param>
/// <param name="rules">Compiled rules.</param>
internal sealed class ThreadMeasure(IReadOnlyList<string> files, CompiledRuleSet rules)
{
    private long _events;

    /// <summary>Measures so many times, after one pass that is not counted.</summary>
    public (ThreadFigures One, ThreadFigures Two) Run(int count)
    {
        var one = new List<(double Wall, double Cpu)>();
        var two = new List<(double Wall, double Cpu)>();
        Hunt(2);
        for (int i = 0; i < count; i++)
        {
            one.Add(OnOneCore(() => Time(1)));
            two.Add(Time(2));
        }

        return (Medians(one), Medians(two));
    }

    private ThreadFigures Medians(List<(double Wall, double Cpu)> passes) =>
        new(_events, CpuTime.Median(passes.Select(p => p.Wall)), CpuTime.Median(passes.Select(p => p.Cpu)));

    private (double Wall, double Cpu) Time(int threads)
    {
        var watch = Stopwatch.StartNew();
        double cpu = CpuTime.Of(() => Hunt(threads));
        return (watch.Elapsed.TotalSeconds, cpu);
    }

    // Besides the threads that read there are one that opens files and one that takes what was found. The threads of a hunt are new ones,
    // which inherit the processors of the thread that starts them.
    private static T OnOneCore<T>(Func<T> run)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return run();
        }

        using var process = Process.GetCurrentProcess();
        IntPtr all = process.ProcessorAffinity;
        process.ProcessorAffinity = all & -all;
        try
        {
            return run();
        }
        finally
        {
            process.ProcessorAffinity = all;
        }
    }

    private void Hunt(int threads)
    {
        InputSource[] sources = files.Select(f => InputSource.OfFile(f, rules.Schema)).ToArray();
        HuntStep last = new FileHunt(rules, new HuntOptions(), new FileHuntOptions { Threads = threads })
            .Run(sources, CancellationToken.None).Last();
        _events = ((HuntEnded)last).Result.Counts.Events;
    }
}
