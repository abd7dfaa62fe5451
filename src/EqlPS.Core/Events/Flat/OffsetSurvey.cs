using System.Text;
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

    // With so many samples that agree the survey may end; with the most, the records of the host are passed over.
    private const int EnoughSamples = 4;
    private const int MostSamples = 16;

    // Each is searched for in every record, so there are few.
    private const int MostClearHosts = 4;
    private const int EnoughRecords = 1_000;
    private const int MostOffsets = 128;
    private const long Step = 15 * TimeSpan.TicksPerMinute;

    // No clock is further off: time zones span 26 hours.
    private const long Furthest = 27 * TimeSpan.TicksPerHour;

    private static readonly int FieldCount = FlatFields.Times.Length;

    private readonly Dictionary<(string Host, int Field), HostSamples> _hosts = [];
    private readonly JsonProjection _projection;
    private readonly FaultCounter _faults = new();
    private readonly int _slotCount;

    // As records show them, some hosts of which no more samples are needed, the one met last first. Where such a host is written in
    // another way, its records are looked at.
    private readonly List<byte[]> _clearHosts = [];

    public OffsetSurvey(string prefix)
    {
        string[] paths = ["UtcTime", .. FlatFields.Times, .. FlatFields.Hosts];
        var root = new JsonPathNode();
        for (int slot = 0; slot < paths.Length; slot++)
        {
            root.Add(prefix + paths[slot], slot);
        }

        _slotCount = paths.Length;
        _projection = new JsonProjection(root, null, paths.Length);
    }

    /// <summary>Reads a source until every host met is clear, or to its end.</summary>
    /// <returns>True if it was read to its end.</returns>
    public bool Run(Func<Stream> open, bool toTheEnd)
    {
        try
        {
            using var records = new RecordCutter(open(), RecordBoundary.Recognise);
            int count = 0;
            int unclear = 0;
            while (records.Read())
            {
                // What has no such field, or tells nothing new, is passed over without being parsed.
                bool mayTell = records.RecordFault is null && records.Record.IndexOf("UtcTime"u8) >= 0
                    && !IsOfClearHost(records.Record);
                if (mayTell && _projection.TryScan(records.Record, out _))
                {
                    unclear += Take(records.Record);
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
    private int Take(ReadOnlySpan<byte> record)
    {
        int field = 0;
        while (field < FieldCount && !HasText(1 + field, record))
        {
            field++;
        }

        if (field == FieldCount)
        {
            return 0;
        }

        (string, int) key = (HostName(record), field);
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
        if (TryReadTime(0, record, out Timestamp utc) && TryReadTime(1 + field, record, out Timestamp shown))
        {
            samples.Add(utc.Ticks - shown.Ticks);
        }

        if (samples.IsClear && samples.Total >= MostSamples)
        {
            NoteClear(WrittenHost(record));
        }

        return change - (samples.IsClear && !wasClear ? 1 : 0) + (wasClear && !samples.IsClear ? 1 : 0);
    }

    private string HostName(ReadOnlySpan<byte> record)
    {
        for (int slot = 1 + FieldCount; slot < _slotCount; slot++)
        {
            if (_projection.Read(slot, record, _faults) is { Kind: EqlValueKind.Text } value)
            {
                return value.AsText();
            }
        }

        return string.Empty;
    }

    private bool IsOfClearHost(ReadOnlySpan<byte> record)
    {
        for (int i = 0; i < _clearHosts.Count; i++)
        {
            byte[] host = _clearHosts[i];
            if (record.IndexOf(host) >= 0)
            {
                if (i > 0)
                {
                    _clearHosts.RemoveAt(i);
                    _clearHosts.Insert(0, host);
                }

                return true;
            }
        }

        return false;
    }

    private void NoteClear(byte[] host)
    {
        if (host.Length == 0 || _clearHosts.Exists(known => known.AsSpan().SequenceEqual(host)))
        {
            return;
        }

        _clearHosts.Insert(0, host);
        if (_clearHosts.Count > MostClearHosts)
        {
            _clearHosts.RemoveAt(MostClearHosts);
        }
    }

    private byte[] WrittenHost(ReadOnlySpan<byte> record)
    {
        for (int slot = 1 + FieldCount; slot < _slotCount; slot++)
        {
            if (_projection.Written(slot, record) is { IsEmpty: false } name)
            {
                string key = FlatFields.Hosts[slot - 1 - FieldCount];
                return [.. Encoding.UTF8.GetBytes($"{key}\":\""), .. name, (byte)'"'];
            }
        }

        return [];
    }

    private bool HasText(int slot, ReadOnlySpan<byte> record) =>
        _projection.IsPlainText(slot, record) || _projection.Read(slot, record, _faults).Kind == EqlValueKind.Text;

    // Times seldom repeat: those written plainly need no text.
    private bool TryReadTime(int slot, ReadOnlySpan<byte> record, out Timestamp time)
    {
        if (_projection.IsPlainText(slot, record))
        {
            return TimestampParser.TryParse(_projection.Written(slot, record), out time);
        }

        time = default;
        return _projection.Read(slot, record, _faults) is { Kind: EqlValueKind.Text } value
            && TimestampParser.TryParse(value.AsText().AsSpan(), out time);
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
