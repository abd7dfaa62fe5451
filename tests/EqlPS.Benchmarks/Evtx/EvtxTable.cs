using System.Globalization;
using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>
/// Prints what reading event logs costs, in Markdown: <c>evtx FOLDER RULES [--seconds N] [--runs N] [--only WORD] [--alone]</c>. Every way
/// of reading goes over all logs again and again, for at least so many seconds after one pass to warm up; the figures are medians of the
/// runs. Only the rows whose name has the word are measured. Unless alone, <c>evtxexport</c> has its turn after each run on one thread,
/// and how many times as fast the run was is told by the same clocks of both, the median and between which bounds all runs were.
/// </summary>
internal static class EvtxTable
{
    // With fewer, what a pass begins and ends with would count as much as what lies between.
    private const int RecordsOfPass = 100_000;

    public static int Run(string[] arguments)
    {
        int paths = Array.FindIndex(arguments, a => a.StartsWith("--", StringComparison.Ordinal));
        if ((paths < 0 ? arguments.Length : paths) != 2)
        {
            Console.Error.WriteLine("usage: evtx FOLDER RULES [--seconds N] [--runs N] [--only WORD] [--alone]");
            return 1;
        }

        string[] files = Directory.GetFiles(arguments[0], "*.evtx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var forWindows = new RuleFilter { Tags = ["OS: Windows"] };
        var rules = CompiledRuleSet.Compile(RuleSet.Load([arguments[1]]).Rules.Where(forWindows.Accepts));
        string? only = Option(arguments, "--only");
        var reading = new LogReading(rules);
        long records = reading.Frames(files);
        long bytes = files.Sum(f => new FileInfo(f).Length);
        int times = (int)((RecordsOfPass + records - 1) / records);
        using var large = LargeLog.Create(files, times);
        string[] many = Enumerable.Repeat(files, times).SelectMany(f => f).ToArray();
        string[] one = [large.Path];
        Print($"{files.Length} logs, {bytes:N0} bytes, {records:N0} records, read {times} times in a pass");
        Print($"the large log: their chunks in use {times} times in one file, {new FileInfo(large.Path).Length:N0} bytes");
        Print($"{rules.Rules.Count} Windows rules, {rules.Fields.Count} fields");
        Print($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
        ExportTool? export = arguments.Contains("--alone") ? null : ExportTool.Find(files);
        Print($"evtxexport reads {export?.FileCount ?? 0} of the logs, {export?.Records ?? 0:N0} records");
        Print($"");
        Print($"{Reading.Titles}");
        var measure = new Reading(Number(arguments, "--seconds", 5), Number(arguments, "--runs", 5), only, export);
        measure.Row("frames and templates", bytes * times, () => reading.Frames(many));
        measure.Row("values, not mapped", bytes * times, () => reading.Raw(many));
        measure.Rows("mapped, many logs", bytes * times, threads => reading.Mapped(many, threads));
        measure.Rows("mapped, one large log", new FileInfo(large.Path).Length, threads => reading.Mapped(one, threads));
        measure.Rows("mapped as rules ask, many logs", bytes * times, threads => reading.Tested(many, threads));
        measure.Rows("mapped as rules ask, one large log", new FileInfo(large.Path).Length, threads => reading.Tested(one, threads));
        measure.Rows("hunt, many logs", bytes * times, threads => reading.Hunt(many, threads));
        measure.Rows("hunt, one large log", new FileInfo(large.Path).Length, threads => reading.Hunt(one, threads));
        Print($"");
        measure.PrintGains();
        return 0;
    }

    private static int Number(string[] arguments, string option, int usual) =>
        Option(arguments, option) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static string? Option(string[] arguments, string option) =>
        Array.IndexOf(arguments, option) is >= 0 and int at && at + 1 < arguments.Length ? arguments[at + 1] : null;

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
