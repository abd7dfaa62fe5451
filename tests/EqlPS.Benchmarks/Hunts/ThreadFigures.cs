using System.Globalization;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>The medians of one row of the table of threads.</summary>
/// <param name="Events">Events read in a pass.</param>
/// <param name="WallSeconds">From the beginning of a pass to its end.</param>
/// <param name="CpuSeconds">User and system time of a pass.</param>
internal sealed record ThreadFigures(long Events, double WallSeconds, double CpuSeconds)
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public string ToLine() => string.Create(Plain, $"{Events}\t{WallSeconds}\t{CpuSeconds}");

    public static ThreadFigures Parse(string line)
    {
        string[] cells = line.Split('\t');
        return new ThreadFigures(long.Parse(cells[0], Plain), double.Parse(cells[1], Plain), double.Parse(cells[2], Plain));
    }

    /// <summary>A row of the Markdown table.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="one">The same on one core.</param>
    public string ToRow(string name, ThreadFigures one) => string.Create(
        Plain, $"| {name} | {WallSeconds:0.00} | {CpuSeconds:0.00} | {Events / WallSeconds:#,0} | {one.WallSeconds / WallSeconds:0.00} |");
}
