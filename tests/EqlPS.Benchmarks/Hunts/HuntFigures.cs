using System.Globalization;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>What one row of the table says. CPU times are medians, in seconds; the ratio is the median of the pairs' ratios.</summary>
/// <param name="Rules">Rules that ran.</param>
/// <param name="Events">Events read in one pass.</param>
/// <param name="Alerts">Alerts of one pass.</param>
/// <param name="ScanSeconds">A bare scan.</param>
/// <param name="HuntSeconds">A hunt.</param>
/// <param name="Ratio">How fast the hunt is if the scan is 1.</param>
/// <param name="PeakBytes">The most memory the process had resident.</param>
/// <param name="AllocatedBytes">What the last pass allocated.</param>
internal sealed record HuntFigures(
    int Rules, long Events, long Alerts, double ScanSeconds, double HuntSeconds, double Ratio, long PeakBytes, long AllocatedBytes)
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The figures on one line, for <see cref="Parse"/>.</summary>
    public string ToLine() => string.Join('\t', new object[] { Rules, Events, Alerts, ScanSeconds, HuntSeconds, Ratio, PeakBytes, AllocatedBytes }
        .Select(v => Convert.ToString(v, Plain)));

    public static HuntFigures Parse(string line)
    {
        string[] cells = line.Split('\t');
        return new HuntFigures(
            int.Parse(cells[0], Plain), long.Parse(cells[1], Plain), long.Parse(cells[2], Plain), double.Parse(cells[3], Plain),
            double.Parse(cells[4], Plain), double.Parse(cells[5], Plain), long.Parse(cells[6], Plain), long.Parse(cells[7], Plain));
    }

    /// <summary>A row of the Markdown table.</summary>
    public string ToRow(string name) => string.Create(
        Plain,
        $"| {name} | {Rules} | {HuntSeconds:0.00} | {Events / HuntSeconds:#,0} | {Ratio:0.00} | {PeakBytes / 1e6:0} MB | {(double)AllocatedBytes / Events:0.0} | {Alerts:#,0} |");
}
