using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>The user CPU time of other programs, which systems other than Unix do not tell of once they have ended.</summary>
internal static class ChildTime
{
    private const int Children = -1;

    /// <summary>Runs a program to its end and gives its user time in seconds, or null where it cannot be run.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="takeLine">Receives its output line by line.</param>
    /// <param name="exitCode">How it ended.</param>
    public static double? Run(string file, string[] arguments, Action<string> takeLine, out int exitCode)
    {
        exitCode = -1;
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        double before = UserSeconds();
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            while (process.StandardOutput.ReadLine() is string line)
            {
                takeLine(line);
            }

            process.WaitForExit();
            exitCode = process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        return UserSeconds() - before;
    }

    private static double UserSeconds()
    {
        // Two times of two words each, then fourteen numbers that are not asked for.
        var usage = new long[18];
        return GetResourceUsage(Children, usage) == 0 ? usage[0] + (usage[1] / 1e6) : double.NaN;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
