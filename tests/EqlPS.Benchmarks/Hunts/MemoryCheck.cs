using System.Diagnostics;
using System.Globalization;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// <c>memory EQLPS.DLL FOLDER RULES GIGABYTES</c>: hunts with the console program through the JSON of a folder, repeated until it is so
/// much, and prints the most memory that the process had resident.
/// </summary>
internal static class MemoryCheck
{
    private const double Target = 150e6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static int Run(string program, string folder, string rules, string gigabytes)
    {
        if (!File.Exists(program) || !Directory.Exists(folder)
            || !double.TryParse(gigabytes, NumberStyles.Float, CultureInfo.InvariantCulture, out double size))
        {
            Console.Error.WriteLine("usage: memory EQLPS.DLL FOLDER RULES GIGABYTES");
            return 1;
        }

        using var logs = new LogFolder(folder);
        DirectoryInfo links = Directory.CreateTempSubdirectory("eqlps-memory-");
        try
        {
            long bytes = Link(logs, links.FullName, size * 1e9);
            var watch = Stopwatch.StartNew();
            (long peak, int exitCode) = Hunt(program, rules, links.FullName);
            Console.WriteLine(FormattableString.Invariant(
                $"{links.GetFiles().Length} files, {bytes / 1e9:0.0} GB: {peak / 1e6:0} MB resident at most (target {Target / 1e6:0} MB), ")
                + FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.0} s, exit code {exitCode}"));
            return peak <= Target && exitCode is 0 or 1 ? 0 : 1;
        }
        finally
        {
            links.Delete(recursive: true);
        }
    }

    // The files under several names each: they need no room.
    private static long Link(LogFolder logs, string target, double size)
    {
        long bytes = 0;
        for (int copy = 0; bytes < size && logs.Length > 0; copy++)
        {
            foreach (string file in logs.Files.TakeWhile(_ => bytes < size))
            {
                File.CreateSymbolicLink(
                    Path.Combine(target, FormattableString.Invariant($"{copy:000}-{Path.GetFileName(file)}")), Path.GetFullPath(file));
                bytes += new FileInfo(file).Length;
            }
        }

        return bytes;
    }

    private static (long Peak, int ExitCode) Hunt(string program, string rules, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [program, "hunt", "--rules", rules, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(Pause))
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        process.WaitForExit();
        return (peak, process.ExitCode);
    }
}
