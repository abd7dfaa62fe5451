using System.Diagnostics;
using EqlPS.Benchmarks.Hunts;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>Measures ways of reading and prints a row for each.</summary>
/// <param name="seconds">How long a run lasts at least.</param>
/// <param name="runs">The runs of which the median is given.</param>
/// <param name="only">A word that the name of a row must have; null for all rows.</param>
/// <param name="export">What reading is compared with; null for nothing.</param>
internal sealed class Reading(int seconds, int runs, string? only, ExportTool? export)
{
    private const int Threads = 2;

    private readonly List<string> _gains = [];

    public static string Titles =>
        "| reading | records per CPU second | MB per CPU second | records per second | bytes allocated per record | time in collections | "
        + "times evtxexport, user and system time | user time |\n|---|---:|---:|---:|---:|---:|---:|---:|";

    /// <summary>Measures a way of reading on one thread.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">The bytes of a pass.</param>
    /// <param name="read">Makes a pass, and gives the number of records.</param>
    public void Row(string name, long bytes, Func<long> read)
    {
        if (IsWanted(name))
        {
            read();
            Print(name, Enumerable.Range(0, runs).Select(_ => Once(bytes, read)).ToArray());
        }
    }

    /// <summary>Measures a way of reading on one and on two threads and the export tool, by turns.</summary>
    /// <inheritdoc cref="Row"/>
    public void Rows(string name, long bytes, Func<int, long> read)
    {
        if (!IsWanted(name))
        {
            return;
        }

        read(1);
        read(Threads);
        var one = new Figures[runs];
        var two = new Figures[runs];
        var exports = new ProcessorTime[runs];
        for (int i = 0; i < runs; i++)
        {
            one[i] = Once(bytes, () => read(1));
            exports[i] = export?.Measure() ?? default;
            two[i] = Once(bytes, () => read(Threads));
        }

        string gains = Spread(one.Zip(two, (o, t) => t.PerSecond / o.PerSecond), "0.00");
        _gains.Add($"{name}: two threads give {gains} times one");
        Print($"{name}, one thread", one, exports);
        Print($"{name}, two threads", two);
    }

    /// <summary>Prints what the second thread gave.</summary>
    public void PrintGains() => _gains.ForEach(Console.WriteLine);

    private bool IsWanted(string name) => only is null || name.Contains(only, StringComparison.Ordinal);

    private Figures Once(long bytes, Func<long> read)
    {
        GC.Collect();
        ProcessorTime start = CpuTime.Spent();
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
        ProcessorTime cpu = CpuTime.Spent() - start;
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)records;
        return new Figures(
            records / cpu.Total, records / cpu.User, passes * (bytes / 1e6) / cpu.Total, records / elapsed, allocated, paused / elapsed);
    }

    private void Print(string name, Figures[] all, ProcessorTime[]? exports = null)
    {
        string[] cells =
        [
            Text(Median(all, f => f.PerCpuSecond), "N0"), Text(Median(all, f => f.Megabytes), "N0"),
            Text(Median(all, f => f.PerSecond), "N0"), Text(Median(all, f => f.Allocated), "N0"), Text(Median(all, f => f.Paused), "P0"),
            exports is null || export is null ? string.Empty : Times(all.Zip(exports, (f, e) => f.PerCpuSecond * e.Total)),
            exports is null || export is null ? string.Empty : Times(all.Zip(exports, (f, e) => f.PerUserSecond * e.User)),
        ];
        Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
    }

    private string Times(IEnumerable<double> timesPerRecord) => Spread(timesPerRecord.Select(t => t / export!.Records), "0.0");

    private static string Spread(IEnumerable<double> values, string format)
    {
        double[] all = values.ToArray();
        return $"{Text(CpuTime.Median(all), format)} ({Text(all.Min(), format)} to {Text(all.Max(), format)})";
    }

    private static string Text(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private static double Median(Figures[] all, Func<Figures, double> figure) => CpuTime.Median(all.Select(figure));
}
