using System.Diagnostics;
using System.Globalization;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>
/// Prints what reading event logs costs, in Markdown: <c>evtx FOLDER RULES [--seconds N] [--runs N]</c>. Every way of reading goes over
/// all logs again and again, for at least so many seconds after one pass to warm up; the figures are medians of the runs.
/// </summary>
internal static class EvtxTable
{
    public static int Run(string[] arguments)
    {
        int paths = Array.FindIndex(arguments, a => a.StartsWith("--", StringComparison.Ordinal));
        if ((paths < 0 ? arguments.Length : paths) != 2)
        {
            Console.Error.WriteLine("usage: evtx FOLDER RULES [--seconds N] [--runs N]");
            return 1;
        }

        string[] files = Directory.GetFiles(arguments[0], "*.evtx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var forWindows = new RuleFilter { Tags = ["OS: Windows"] };
        var rules = CompiledRuleSet.Compile(RuleSet.Load([arguments[1]]).Rules.Where(forWindows.Accepts));
        int seconds = Number(arguments, "--seconds", 5);
        int runs = Number(arguments, "--runs", 5);
        var reading = new LogReading(files, rules);
        Print($"{files.Length} logs, {files.Sum(f => new FileInfo(f).Length):N0} bytes, {reading.Frames():N0} records");
        Print($"{rules.Rules.Count} Windows rules, {rules.Fields.Count} fields");
        Print($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
        Print($"");
        Print($"| reading | records per CPU second | MB per CPU second | records per second | bytes allocated per record |");
        Print($"|---|---|---|---|---|");
        var measure = new Measure(files.Sum(f => new FileInfo(f).Length), seconds, runs);
        measure.Row("frames and templates", reading.Frames);
        measure.Row("values, not mapped", reading.Raw);
        double mapped = measure.Row("events, mapped", reading.Mapped).PerCpuSecond;
        double one = measure.Row("events, mapped, in blocks, on one thread", () => reading.Mapped(1)).PerSecond;
        double two = measure.Row("events, mapped, in blocks, on two threads", () => reading.Mapped(2)).PerSecond;
        Print($"");
        Print($"two threads give {two / one:0.00} times one");
        if (ExportTool.RecordsPerSecond(files, out int readable) is double export)
        {
            Print($"evtxexport: {export:N0} records per user CPU second over the {readable} logs it can read");
            Print($"events, mapped: {mapped / export:0.0} times that");
        }
        else
        {
            Print($"evtxexport is not installed");
        }

        return 0;
    }

    private static int Number(string[] arguments, string option, int usual) =>
        Array.IndexOf(arguments, option) is >= 0 and int at && at + 1 < arguments.Length
            ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : usual;

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    private sealed class Measure(long bytes, int seconds, int runs)
    {
        public (double PerCpuSecond, double PerSecond) Row(string name, Func<long> read)
        {
            read();
            (double Cpu, double Rate, double Allocated, double Size)[] all = Enumerable.Range(0, runs).Select(_ => Once(read)).ToArray();
            double cpu = Median(all.Select(r => r.Cpu));
            double rate = Median(all.Select(r => r.Rate));
            Print($"| {name} | {cpu:N0} | {Median(all.Select(r => r.Size)):N0} | {rate:N0} | {Median(all.Select(r => r.Allocated)):N0} |");
            return (cpu, rate);
        }

        private (double Cpu, double Rate, double Allocated, double Size) Once(Func<long> read)
        {
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
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
            process.Refresh();
            double cpu = (process.TotalProcessorTime - start).TotalSeconds;
            double allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)records;
            return (records / cpu, records / elapsed, allocated, passes * (bytes / 1e6) / cpu);
        }

        private static double Median(IEnumerable<double> values) => values.Order().ElementAt((values.Count() - 1) / 2);
    }
}
