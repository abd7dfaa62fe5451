namespace EqlPS.Benchmarks.Evtx;

/// <summary>What <c>evtxexport</c> of libevtx does in a second: the yardstick that is installed on most systems of the trade.</summary>
internal static class ExportTool
{
    private const string Name = "evtxexport";

    /// <summary>
    /// The records that it prints for a second of its user time, less that of as many starts, over the files that it can read; null if it
    /// is not installed.
    /// </summary>
    public static double? RecordsPerSecond(IReadOnlyList<string> files, out int readable)
    {
        double time = 0;
        long records = 0;
        readable = 0;
        foreach (string file in files)
        {
            long found = 0;
            double? spent = ChildTime.Run(
                Name, [file], line => found += line.StartsWith("Event number", StringComparison.Ordinal) ? 1 : 0, out int exitCode);
            double? start = ChildTime.Run(Name, ["-V"], _ => { }, out _);
            if (spent is null || start is null)
            {
                return null;
            }

            if (exitCode == 0 && found > 0)
            {
                readable++;
                records += found;
                time += spent.Value - start.Value;
            }
        }

        return readable > 0 ? records / time : null;
    }
}
