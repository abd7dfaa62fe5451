using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>What something cost this process, all its threads and the system's work for it included.</summary>
internal static class CpuTime
{
    private const int Self = 0;

    /// <summary>User and system time of an action, in seconds.</summary>
    public static double Of(Action action)
    {
        double start = Seconds();
        action();
        return Seconds() - start;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.OrderBy(v => v).ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    // The runtime's own figure counts in hundredths of a second on Linux, which is much of a short pass.
    private static double Seconds()
    {
        // Two times of two words each, then fourteen numbers that are not asked for.
        var usage = new long[18];
        if (OperatingSystem.IsLinux() && GetResourceUsage(Self, usage) == 0)
        {
            return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
        }

        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
