using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Flat;

/// <summary>
/// Measures how far the time fields of flattened Sysmon events are from their <c>UtcTime</c>. It may end where every host that it met is
/// clear, and goes on from there when more is asked for.
/// </summary>
/// <param name="prefix">The path of the object that holds a record, with a dot at the end, or empty.</param>
[HotPath]
internal sealed class OffsetSurvey(string prefix)
{
    /// <summary>More hosts than this in one source are not told apart.</summary>
    public const int MostHosts = 10_000;

    private const int EnoughRecords = 1_000;

    private readonly Dictionary<(string HostKey, int Field), OffsetSamples> _hosts = [];
    private readonly ClearHosts _clear = new();
    private IRecordBoundary? _boundary;
    private long _position;
    private int _unclear;

    /// <summary>Reads a source from where the survey ended, until every host met is clear, or to its end.</summary>
    /// <returns>True if it was read to its end.</returns>
    public bool Run(Func<Stream> open, bool toTheEnd)
    {
        try
        {
            using var records = new RecordCutter(open(), Recognise, _position);
            var events = new SysmonTimes(prefix);
            int count = 0;
            while (records.Read())
            {
                // What has no such field, or tells nothing new, is passed over without being parsed.
                bool mayTell = records.RecordFault is null && records.Record.IndexOf("UtcTime"u8) >= 0 && !_clear.HasOneIn(records.Record);
                if (mayTell && events.TryRead(records.Record))
                {
                    Take(events, records.Record);
                }

                if (!toTheEnd && ++count >= EnoughRecords && _unclear == 0)
                {
                    _position = records.Offset;
                    return false;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // What was measured until then counts; the same error is met again, and reported, where the events themselves are read.
        }

        return true;
    }

    /// <summary>What was measured so far.</summary>
    public IEnumerable<TimeOffset> Results() => _hosts.Where(host => host.Value.Total > 0)
        .Select(host => host.Value.Result(host.Key.HostKey, FlatFields.Times[host.Key.Field]));

    // The layout is recognised where the source begins.
    private IRecordBoundary Recognise(ReadOnlySpan<byte> beginning, bool isWhole) =>
        _boundary ??= RecordBoundary.Recognise(beginning, isWhole);

    private void Take(SysmonTimes events, ReadOnlySpan<byte> record)
    {
        int field = events.FindField(record);
        if (field < 0)
        {
            return;
        }

        (string, int) key = (HostKey.Of(events.Host(record)), field);
        if (!_hosts.TryGetValue(key, out OffsetSamples? samples))
        {
            if (_hosts.Count == MostHosts)
            {
                return;
            }

            samples = new OffsetSamples();
            _hosts.Add(key, samples);
            _unclear++;
        }

        bool wasClear = samples.IsClear;
        if (events.TryReadDifference(field, record, out long difference))
        {
            samples.Add(difference);
        }

        if (samples.IsEnough)
        {
            _clear.Add(events.WrittenHost(record));
        }

        _unclear += (wasClear ? 1 : 0) - (samples.IsClear ? 1 : 0);
    }
}
