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
        ProcessorTime start = Spent();
        action();
        return (Spent() - start).Total;
    }

    /// <summary>What this process has used so far.</summary>
    public static ProcessorTime Spent()
    {
        using var process = Process.GetCurrentProcess();
        return Spent(Self) ?? new ProcessorTime(process.UserProcessorTime.TotalSeconds, process.PrivilegedProcessorTime.TotalSeconds);
    }

    /// <summary>What another program uses, which is run to its end. Its output is not looked at.</summary>
    public static ProcessorTime OfProgram(ProcessStartInfo start) => OfProgram(start, output => output.ReadToEnd(), out _);

    /// <summary>What another program uses, which is run to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="read">Reads its output to the end.</param>
    /// <param name="exitCode">How it ended.</param>
    public static ProcessorTime OfProgram(ProcessStartInfo start, Action<StreamReader> read, out int exitCode)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        ProcessorTime before = Spent(Children) ?? default;
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        read(process.StandardOutput);
        process.WaitForExit();
        exitCode = process.ExitCode;

        // Linux tells of a process that has ended only as one of all children.
        return Spent(Children) - before
            ?? new ProcessorTime(process.UserProcessorTime.TotalSeconds, process.PrivilegedProcessorTime.TotalSeconds);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.OrderBy(v => v).ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    // The runtime's own figure counts in hundredths of a second on Linux, which is much of a short pass. Null elsewhere.
    private static ProcessorTime? Spent(int who)
    {
        // Two times of two words each, then fourteen numbers that are not asked for.
        var usage = new long[18];
        return OperatingSystem.IsLinux() && GetResourceUsage(who, usage) == 0
            ? new ProcessorTime(usage[0] + (usage[1] / 1e6), usage[2] + (usage[3] / 1e6)) : null;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
