using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>Measures ways of reading and prints a row for each.</summary>
/// <param name="seconds">How long a run lasts at least.</param>
/// <param name="runs">The runs of which the median is given.</param>
/// <param name="only">A word that the name of a row must have; null for all rows.</param>
internal sealed class Reading(int seconds, int runs, string? only)
{
    private const int Threads = 2;

    private readonly List<string> _gains = [];

    public static string Titles =>
        "| reading | records per CPU second | MB per CPU second | records per second | bytes allocated per record | time in collections |\n"
        + "|---|---|---|---|---|---|";

    /// <summary>Measures a way of reading on one thread; gives its records per second of processor time, or null if it is left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">The bytes of a pass.</param>
    /// <param name="read">Makes a pass, and gives the number of records.</param>
    public double? Row(string name, long bytes, Func<long> read)
    {
        if (!IsWanted(name))
        {
            return null;
        }

        read();
        return Print(name, Enumerable.Range(0, runs).Select(_ => Once(bytes, read)).ToArray());
    }

    /// <summary>Measures a way of reading on one and on two threads by turns.</summary>
    /// <inheritdoc cref="Row"/>
    public double? Rows(string name, long bytes, Func<int, long> read)
    {
        if (!IsWanted(name))
        {
            return null;
        }

        read(1);
        read(Threads);
        (Figures One, Figures Two)[] all = Enumerable.Range(0, runs)
            .Select(_ => (Once(bytes, () => read(1)), Once(bytes, () => read(Threads)))).ToArray();
        double gain = Median(all.Select(pair => pair.Two.PerSecond / pair.One.PerSecond));
        _gains.Add(FormattableString.Invariant($"{name}: two threads give {gain:0.00} times one"));
        double perCpuSecond = Print($"{name}, one thread", all.Select(pair => pair.One).ToArray());
        Print($"{name}, two threads", all.Select(pair => pair.Two).ToArray());
        return perCpuSecond;
    }

    /// <summary>Prints what the second thread gave.</summary>
    public void PrintGains() => _gains.ForEach(Console.WriteLine);

    private bool IsWanted(string name) => only is null || name.Contains(only, StringComparison.Ordinal);

    private Figures Once(long bytes, Func<long> read)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        TimeSpan start = process.TotalProcessorTime;
        TimeSpan pauses = GC.GetTotalPauseDuration();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        long records = 0;
        int passes = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            records += read();
            passes++;
        }

        double elapsed = watch.Elapsed.TotalSeconds;
        double paused = (GC.GetTotalPauseDuration() - pauses).TotalSeconds;
        process.Refresh();
        double cpu = (process.TotalProcessorTime - start).TotalSeconds;
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)records;
        return new Figures(records / cpu, passes * (bytes / 1e6) / cpu, records / elapsed, allocated, paused / elapsed);
    }

    private static double Print(string name, Figures[] all)
    {
        double perCpuSecond = Median(all.Select(f => f.PerCpuSecond));
        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {perCpuSecond:N0} | {Median(all.Select(f => f.Megabytes)):N0} | {Median(all.Select(f => f.PerSecond)):N0} | {Median(all.Select(f => f.Allocated)):N0} | {Median(all.Select(f => f.Paused)):P0} |"));
        return perCpuSecond;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt((values.Count() - 1) / 2);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Figures(double PerCpuSecond, double Megabytes, double PerSecond, double Allocated, double Paused);
}
