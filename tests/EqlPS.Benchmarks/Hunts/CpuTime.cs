using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>What something cost this process, all its threads and the system's work for it included.</summary>
internal static class CpuTime
{
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>User and system time of an action, in seconds.</summary>
    public static double Of(Action action)
    {
        double start = Seconds();
        action();
        return Seconds() - start;
    }

    /// <summary>User and system time of another program, in seconds, which is run to its end. Its output is not looked at.</summary>
    public static double OfProgram(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        double before = Seconds(Children) ?? 0;
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // Linux tells of a process that has ended only as one of all children.
        return Seconds(Children) - before ?? process.TotalProcessorTime.TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.OrderBy(v => v).ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return Seconds(Self) ?? process.TotalProcessorTime.TotalSeconds;
    }

    // The runtime's own figure counts in hundredths of a second on Linux, which is much of a short pass. Null elsewhere.
    private static double? Seconds(int who)
    {
        // Two times of two words each, then fourteen numbers that are not asked for.
        var usage = new long[18];
        return OperatingSystem.IsLinux() && GetResourceUsage(who, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : null;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
