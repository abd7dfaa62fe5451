using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// <c>hunt FOLDER [--rules FOLDER]... [--repeat N] [--only SET]</c>: prints the table of whole hunts through the JSON of a folder, each row
/// measured in a process of its own.
/// </summary>
internal static class HuntTable
{
    private const string RowOption = "--row";

    public static int Run(string[] arguments)
    {
        var options = new Options(arguments);
        if (options.Folder is null || !Directory.Exists(options.Folder) || options.Rules.Count == 0)
        {
            Console.Error.WriteLine("usage: hunt FOLDER --rules FOLDER [--rules FOLDER]... [--repeat N] [--only SET]");
            return 1;
        }

        if (options.Row is string row)
        {
            Console.WriteLine(new HuntMeasure(JsonFiles(options.Folder), RuleSelection.Compile(row, options.Rules)).Run(options.Repeat).ToLine());
            return 0;
        }

        DirectoryInfo? unpacked = Unpack(options.Folder);
        try
        {
            Print(options, unpacked?.FullName ?? options.Folder);
        }
        finally
        {
            unpacked?.Delete(recursive: true);
        }

        return 0;
    }

    private static void Print(Options options, string folder)
    {
        string[] files = JsonFiles(folder);
        Console.WriteLine(FormattableString.Invariant(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; one thread; "));
        Console.WriteLine(FormattableString.Invariant(
            $"{files.Length} files, {files.Sum(f => new FileInfo(f).Length) / 1e6:#,0} MB; medians of {options.Repeat}"));
        Console.WriteLine();
        Console.WriteLine("| what | rules | CPU s | events/s | of the bare scan | peak memory | allocated bytes/event | alerts |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        bool isFirst = true;
        foreach (string name in RuleSelection.Names.Where(n => options.Only is null || n == options.Only))
        {
            HuntFigures figures = Measure(options, folder, name);
            if (isFirst)
            {
                isFirst = false;
                Console.WriteLine(FormattableString.Invariant(
                    $"| bare scan | | {figures.ScanSeconds:0.00} | {figures.Events / figures.ScanSeconds:#,0} | 1.00 | | | |"));
            }

            Console.WriteLine(figures.ToRow(name));
        }
    }

    private static HuntFigures Measure(Options options, string folder, string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(HuntTable).Assembly.Location);
        }

        string[] arguments =
        [
            "hunt", folder, RowOption, name, "--repeat", FormattableString.Invariant($"{options.Repeat}"),
            .. options.Rules.SelectMany(r => new[] { "--rules", r }),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? HuntFigures.Parse(output.Trim()) : throw new InvalidOperationException($"the row {name} failed");
    }

    private static string[] JsonFiles(string folder) =>
        Directory.GetFiles(folder).Where(f => Path.GetExtension(f) is ".json" or ".ndjson" or ".jsonl").Order(StringComparer.Ordinal).ToArray();

    // Packed files are measured unpacked: what is compared is reading, not inflating.
    private static DirectoryInfo? Unpack(string folder)
    {
        string[] packed = Directory.GetFiles(folder, "*.gz");
        if (packed.Length == 0)
        {
            return null;
        }

        DirectoryInfo target = Directory.CreateTempSubdirectory("eqlps-benchmark-");
        foreach (string file in packed)
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using FileStream copy = File.Create(Path.Combine(target.FullName, Path.GetFileNameWithoutExtension(file)));
            stream.CopyTo(copy);
        }

        return target;
    }

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
