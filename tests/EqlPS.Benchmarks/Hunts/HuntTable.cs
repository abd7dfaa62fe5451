using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// <c>hunt FOLDER [--rules FOLDER]... [--repeat N] [--only SET]</c>: prints the table of whole hunts through the JSON of a folder, each row
/// measured in a process of its own, and what a second thread gains.
/// </summary>
internal static class HuntTable
{
    private const string RowOption = "--row";
    private const string Threads = "threads";

    public static int Run(string[] arguments)
    {
        var options = new Options(arguments);
        if (options.Folder is null || !Directory.Exists(options.Folder) || options.Rules.Count == 0)
        {
            Console.Error.WriteLine($"usage: hunt FOLDER --rules FOLDER [--rules FOLDER]... [--repeat N] [--only SET|{Threads}]");
            return 1;
        }

        if (options.Row is string row)
        {
            PrintRow(row, options);
            return 0;
        }

        using var logs = new LogFolder(options.Folder);
        Console.WriteLine(FormattableString.Invariant(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"));
        Console.WriteLine(FormattableString.Invariant(
            $"{logs.Files.Length} files, {logs.Length / 1e6:#,0} MB; medians of {options.Repeat}"));
        if (options.Only != Threads)
        {
            PrintHunts(options, logs.Path);
        }

        if (options.Only is null or Threads)
        {
            PrintThreads(options, logs.Path);
        }

        return 0;
    }

    // For the process that asked for the row.
    private static void PrintRow(string row, Options options)
    {
        string[] files = LogFolder.FilesOf(options.Folder!);
        if (row == Threads)
        {
            (ThreadFigures one, ThreadFigures two) =
                new ThreadMeasure(files, RuleSelection.Compile(RuleSelection.All, options.Rules)).Run(options.Repeat);
            Console.WriteLine(one.ToLine());
            Console.WriteLine(two.ToLine());
        }
        else
        {
            Console.WriteLine(new HuntMeasure(files, RuleSelection.Compile(row, options.Rules)).Run(options.Repeat).ToLine());
        }
    }

    private static void PrintHunts(Options options, string folder)
    {
        Console.WriteLine();
        Console.WriteLine("| on one thread | rules | CPU s | events/s | of the bare scan | peak memory | allocated bytes/event | alerts |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        bool isFirst = true;
        foreach (string name in RuleSelection.Names.Where(n => options.Only is null || n == options.Only))
        {
            HuntFigures figures = HuntFigures.Parse(Measure(options, folder, name));
            if (isFirst)
            {
                isFirst = false;
                Console.WriteLine(FormattableString.Invariant(
                    $"| bare scan | | {figures.ScanSeconds:0.00} | {figures.Events / figures.ScanSeconds:#,0} | 1.00 | | | |"));
            }

            Console.WriteLine(figures.ToRow(name));
        }
    }

    private static void PrintThreads(Options options, string folder)
    {
        string[] lines = Measure(options, folder, Threads).Split('\n');
        var one = ThreadFigures.Parse(lines[0]);
        Console.WriteLine();
        Console.WriteLine("| all rules, files in blocks | wall s | CPU s | events per wall second | times one core |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Console.WriteLine(one.ToRow("one thread on one core", one));
        Console.WriteLine(ThreadFigures.Parse(lines[1]).ToRow("two threads", one));
    }

    private static string Measure(Options options, string folder, string row) => OwnProcess.Run(
    [
        "hunt", folder, RowOption, row, "--repeat", FormattableString.Invariant($"{options.Repeat}"),
        .. options.Rules.SelectMany(r => new[] { "--rules", r }),
    ]);

    private sealed class Options
    {
        public Options(string[] arguments)
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
                switch (arguments[i])
                {
                    case "--rules" when value is not null:
                        Rules.Add(arguments[++i]);
                        break;
                    case "--repeat" when int.TryParse(value, out int count) && count > 0:
                        Repeat = count;
                        i++;
                        break;
                    case "--only" when value is not null:
                        Only = arguments[++i];
                        break;
                    case RowOption when value is not null:
                        Row = arguments[++i];
                        break;
                    default:
                        Folder = arguments[i];
                        break;
                }
            }
        }

        public string? Folder { get; }

        public List<string> Rules { get; } = [];

        public int Repeat { get; } = 5;

        public string? Only { get; }

        public string? Row { get; }
    }
}
