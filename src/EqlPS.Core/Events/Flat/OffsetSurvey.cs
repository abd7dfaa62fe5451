using EqlPS.Evaluation;
using EqlPS.Events.Cutting;
using EqlPS.Events.Json;
using EqlPS.Values;

namespace EqlPS.Events.Flat;

/// <summary>Measures how far the time fields of flattened Sysmon events are from their <c>UtcTime</c>.</summary>
internal sealed class OffsetSurvey
{
    /// <summary>More hosts than this in one source are not told apart.</summary>
    public const int MostHosts = 10_000;

    private const int EnoughSamples = 64;
    private const int EnoughRecords = 2_000;
    private const int MostOffsets = 128;
    private const long Step = 15 * TimeSpan.TicksPerMinute;

    // No clock is further off: time zones span 26 hours.
    private const long Furthest = 27 * TimeSpan.TicksPerHour;

    private readonly Dictionary<(string Host, int Field), HostSamples> _hosts = [];
    private readonly JsonProjection _projection;
    private readonly EqlValue[] _values;

    public OffsetSurvey(string prefix)
    {
        string[] paths = ["UtcTime", .. FlatFields.Times, .. FlatFields.Hosts];
        var root = new JsonPathNode();
        for (int slot = 0; slot < paths.Length; slot++)
        {
            root.Add(prefix + paths[slot], slot);
        }

        _values = new EqlValue[paths.Length];
        _projection = new JsonProjection(root, null, paths.Length);
    }

    /// <summary>Reads a source until every host met is clear, or to its end.</summary>
    /// <returns>True if it was read to its end.</returns>
    public bool Run(Func<Stream> open, bool toTheEnd)
    {
        try
        {
            using var records = new RecordCutter(open(), RecordBoundary.Recognise);
            var faults = new FaultCounter();
            int count = 0;
            int unclear = 0;
            while (records.Read())
            {
                // What has no such field is passed over without being parsed.
                bool mayTell = records.RecordFault is null && records.Record.IndexOf("\"UtcTime\""u8) >= 0;
                if (mayTell && _projection.TryRead(records.Record, _values, faults, out _))
                {
                    unclear += Take();
                }

                if (!toTheEnd && ++count >= EnoughRecords && unclear == 0)
                {
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

    public IEnumerable<TimeOffset> Results()
    {
        foreach (KeyValuePair<(string Host, int Field), HostSamples> host in _hosts)
        {
            HostSamples samples = host.Value;
            if (samples.Total == 0)
            {
                continue;
            }

            // The commonest; of several equally common ones the smallest.
            long best = samples.Counts.OrderByDescending(c => c.Value.Count).ThenBy(c => Math.Abs(c.Key)).ThenBy(c => c.Key).First().Key;
            OffsetCount count = samples.Counts[best];
            yield return new TimeOffset(
                host.Key.Host, FlatFields.Times[host.Key.Field], best * Step, samples.Total, count.Count, count.Largest - count.Smallest);
        }
    }

    /// <summary>Takes the current record; the result is by how much the number of unclear hosts changed.</summary>
    private int Take()
    {
        int field = 0;
        while (field < FlatFields.Times.Length && _values[1 + field].Kind != EqlValueKind.Text)
        {
            field++;
        }

        if (field == FlatFields.Times.Length)
        {
            return 0;
        }

        (string, int) key = (HostName(), field);
        int change = 0;
        if (!_hosts.TryGetValue(key, out HostSamples? samples))
        {
            if (_hosts.Count == MostHosts)
            {
                return 0;
            }

            samples = new HostSamples();
            _hosts.Add(key, samples);
            change = 1;
        }

        bool wasClear = samples.IsClear;
        if (_values[0].Kind == EqlValueKind.Text && TimestampParser.TryParse(_values[0].AsText().AsSpan(), out Timestamp utc)
            && TimestampParser.TryParse(_values[1 + field].AsText().AsSpan(), out Timestamp shown))
        {
            samples.Add(utc.Ticks - shown.Ticks);
        }

        return change - (samples.IsClear && !wasClear ? 1 : 0) + (wasClear && !samples.IsClear ? 1 : 0);
    }

    private string HostName()
    {
        for (int i = 1 + FlatFields.Times.Length; i < _values.Length; i++)
        {
            if (_values[i].Kind == EqlValueKind.Text)
            {
                return _values[i].AsText();
            }
        }

        return string.Empty;
    }

    private struct OffsetCount
    {
        public int Count;
        public long Smallest;
        public long Largest;
    }

    private sealed class HostSamples
    {
        public Dictionary<long, OffsetCount> Counts { get; } = [];

        public int Total { get; private set; }

        /// <summary>Enough samples, and all the same.</summary>
        public bool IsClear => Total >= EnoughSamples && Counts.Count == 1;

        public void Add(long difference)
        {
            if (Math.Abs(difference) > Furthest)
            {
                return;
            }

            long offset = (long)Math.Floor((difference / (double)Step) + 0.5);
            if (!Counts.TryGetValue(offset, out OffsetCount count))
            {
                if (Counts.Count == MostOffsets)
                {
                    return;
                }

                count = new OffsetCount { Smallest = long.MaxValue, Largest = long.MinValue };
            }

            count.Count++;
            count.Smallest = Math.Min(count.Smallest, difference);
            count.Largest = Math.Max(count.Largest, difference);
            Counts[offset] = count;
            Total++;
        }
    }
}
