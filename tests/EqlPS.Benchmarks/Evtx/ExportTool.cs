using System.ComponentModel;
using System.Diagnostics;
using EqlPS.Benchmarks.Hunts;

namespace EqlPS.Benchmarks.Evtx;

/// <summary>What <c>evtxexport</c> of libevtx does in a second: the yardstick that is installed on most systems of the trade.</summary>
internal sealed class ExportTool
{
    private const string Name = "evtxexport";

    private readonly List<string> _files = [];

    private ExportTool()
    {
    }

    /// <summary>The files that it can read.</summary>
    public int FileCount => _files.Count;

    /// <summary>The records in them.</summary>
    public long Records { get; private set; }

    /// <summary>Finds out which files it can read; null if it is not installed or can read none.</summary>
    public static ExportTool? Find(IEnumerable<string> files)
    {
        var tool = new ExportTool();
        try
        {
            foreach (string file in files)
            {
                long found = 0;
                CpuTime.OfProgram(new ProcessStartInfo(Name, [file]), output => found = CountRecords(output), out int exitCode);
                if (exitCode == 0 && found > 0)
                {
                    tool._files.Add(file);
                    tool.Records += found;
                }
            }
        }
        catch (Win32Exception)
        {
            return null;
        }

        return tool.FileCount == 0 ? null : tool;
    }

    /// <summary>What it takes for all the files that it can read, less as many starts; its output goes nowhere.</summary>
    public ProcessorTime Measure()
    {
        ProcessorTime sum = default;
        foreach (string file in _files)
        {
            sum += Run(file) - Run("-V");
        }

        return sum;
    }

    // A pipe would add the system's work for it to what is measured.
    private static ProcessorTime Run(string argument) =>
        CpuTime.OfProgram(OperatingSystem.IsWindows()
            ? new ProcessStartInfo(Name, [argument])
            : new ProcessStartInfo("/bin/sh", ["-c", $"exec {Name} \"$1\" > /dev/null", Name, argument]));

    private static long CountRecords(StreamReader output)
    {
        long count = 0;
        while (output.ReadLine() is string line)
        {
            count += line.StartsWith("Event number", StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
