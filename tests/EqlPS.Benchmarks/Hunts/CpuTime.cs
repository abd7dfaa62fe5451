using System.Diagnostics;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>What something cost this process, all its threads and the system's work for it included.</summary>
internal static class CpuTime
{
    /// <summary>User and system time of an action, in seconds.</summary>
    public static double Of(Action action)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.OrderBy(v => v).ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
