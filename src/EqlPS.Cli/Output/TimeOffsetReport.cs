using System.Globalization;
using EqlPS.Events.Flat;
using EqlPS.Hunting.Files;

namespace EqlPS.Cli.Output;

/// <summary>
/// Gathers how the local times of all files were read, and says it in a few lines: what is certain together, what is not one by one.
/// </summary>
internal sealed class TimeOffsetReport
{
    private const int MostUnknown = 5;

    private readonly SortedDictionary<long, int> _known = [];
    private readonly List<string> _unknown = [];
    private int _unknownCount;

    public void Add(SourceSummary source)
    {
        foreach (TimeOffset offset in source.TimeOffsets)
        {
            if (offset.Ticks is long ticks)
            {
                _known[-ticks] = _known.GetValueOrDefault(-ticks) + 1;
            }
            else if (++_unknownCount <= MostUnknown)
            {
                _unknown.Add($"{source.Name}: {TimeOffsetTexts.Of(offset)}");
            }
        }
    }

    /// <summary>What there is to say; nothing where no time needed an offset.</summary>
    public IEnumerable<string> Lines()
    {
        if (_known.Count > 0)
        {
            string offsets = string.Join(", ", _known.Select(o =>
                string.Create(CultureInfo.InvariantCulture, $"UTC{TimeOffsetTexts.Shift(o.Key)} ({Text.Count(o.Value, "host")})")));
            yield return $"times without a zone were read as Sysmon events of the same host and file tell: {offsets}";
        }

        foreach (string line in _unknown)
        {
            yield return line;
        }

        if (_unknownCount > MostUnknown)
        {
            string count = (_unknownCount - MostUnknown).ToString(CultureInfo.InvariantCulture);
            yield return $"times without a zone and without a Sysmon event that tells it: {count} more hosts; --per-file names them";
        }
    }
}
