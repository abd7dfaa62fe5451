using EqlPS.Platform;

namespace EqlPS.Events.Flat;

/// <summary>What the Sysmon events of one host showed of one time field's clock.</summary>
[HotPath]
internal sealed class OffsetSamples
{
    // With so many samples that agree the survey may end; with the most, the records of the host are passed over.
    private const int EnoughToEnd = 4;
    private const int Most = 16;

    private const int MostOffsets = 128;
    private const long Step = 15 * TimeSpan.TicksPerMinute;

    // No clock is further off: time zones span 26 hours.
    private const long Furthest = 27 * TimeSpan.TicksPerHour;

    private readonly Dictionary<long, OffsetCount> _counts = [];

    /// <summary>How many samples there are.</summary>
    public int Total { get; private set; }

    /// <summary>Whether the survey may end as far as this host goes: some samples, and all the same.</summary>
    public bool IsClear => Total >= EnoughToEnd && _counts.Count == 1;

    /// <summary>Whether no more samples are needed.</summary>
    public bool IsEnough => IsClear && Total >= Most;

    /// <summary>Adds a sample; what is too far off is none.</summary>
    /// <param name="difference">By how many ticks UTC is later.</param>
    public void Add(long difference)
    {
        if (Math.Abs(difference) > Furthest)
        {
            return;
        }

        long offset = (long)Math.Floor((difference / (double)Step) + 0.5);
        if (!_counts.TryGetValue(offset, out OffsetCount count))
        {
            if (_counts.Count == MostOffsets)
            {
                return;
            }

            count = new OffsetCount { Smallest = long.MaxValue, Largest = long.MinValue };
        }

        count.Count++;
        count.Smallest = Math.Min(count.Smallest, difference);
        count.Largest = Math.Max(count.Largest, difference);
        _counts[offset] = count;
        Total++;
    }

    /// <summary>The commonest offset; of several equally common ones the smallest. There must be a sample.</summary>
    public TimeOffset Result(string host, string field)
    {
        long best = _counts.OrderByDescending(c => c.Value.Count).ThenBy(c => Math.Abs(c.Key)).ThenBy(c => c.Key).First().Key;
        OffsetCount count = _counts[best];
        return new TimeOffset(host, field, best * Step, Total, count.Count, count.Largest - count.Smallest);
    }

    private struct OffsetCount
    {
        public int Count;
        public long Smallest;
        public long Largest;
    }
}
