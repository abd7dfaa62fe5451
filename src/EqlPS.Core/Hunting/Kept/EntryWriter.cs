using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Writes events that satisfy stages as entries of a store; <see cref="EntryReader"/> reads them.</summary>
/// <remarks>
/// An entry is: length of its head, length of its content, occurrence, form, flags, hash, location, ordinal, hits; then the content.
/// </remarks>
internal static class EntryWriter
{
    /// <summary>Where an entry's occurrence stands, which is known later than the rest.</summary>
    public const int OccurrencePosition = 2 * sizeof(int);

    /// <summary>Appends an entry.</summary>
    /// <param name="target">Receives it.</param>
    /// <param name="ordinal">The event's place; its hash is not looked at.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="sourceNumber">Which source of the run that was.</param>
    /// <param name="hash">The 32 bytes of the record's hash.</param>
    /// <param name="content">What was kept of it; null for an event that cannot be part of a result.</param>
    /// <param name="form">The number of the content's form.</param>
    /// <param name="hits">The rules of one order that it concerns.</param>
    public static void Write(
        EntryBuffer target, in Ordinal ordinal, in EventLocation location, int sourceNumber, ReadOnlySpan<byte> hash, byte[]? content,
        int form, List<RuleHits> hits)
    {
        int start = target.Length;
        target.Add(0);
        target.Add(content?.Length ?? 0);
        target.Add(0);
        target.Add(form);
        target.Add((byte)FlagsOf(ordinal, content is not null));
        target.Add(hash.Slice(0, Sha256Hash.Size));
        target.Add(location.Record);
        target.Add(location.Offset);
        target.Add(sourceNumber);
        Write(target, ordinal);
        target.Add(hits.Count);
        foreach (RuleHits rule in hits)
        {
            target.Add(rule.Rule.Number);
            target.Add(rule.Hits.Length);
            foreach (StageHit hit in rule.Hits)
            {
                target.Add(hit.Definition);
                IReadOnlyList<EqlValue> values = hit.Key.Values;
                target.Add(values.Count);
                for (int i = 0; i < values.Count; i++)
                {
                    target.Add(values[i]);
                }
            }
        }

        target.Set(start, target.Length - start);
        if (content is not null)
        {
            target.Add(content.AsSpan());
        }
    }

    private static EntryFlags FlagsOf(in Ordinal ordinal, bool canBeShown) =>
        (ordinal.HasTime ? EntryFlags.HasTime : 0)
        | (ordinal.Tiebreaker.IsNull ? 0 : EntryFlags.HasTiebreaker)
        | (ordinal.Computer is null ? 0 : EntryFlags.HasComputer)
        | (ordinal.Channel is null ? 0 : EntryFlags.HasChannel)
        | (ordinal.RecordId is null ? 0 : EntryFlags.HasRecordId)
        | (canBeShown ? EntryFlags.CanBeShown : 0);

    private static void Write(EntryBuffer target, in Ordinal ordinal)
    {
        if (ordinal.HasTime)
        {
            target.Add(ordinal.Time.Ticks);
            target.Add((byte)ordinal.Time.Nanoseconds);
        }

        if (!ordinal.Tiebreaker.IsNull)
        {
            target.Add(ordinal.Tiebreaker);
        }

        if (ordinal.Computer is not null)
        {
            target.Add(ordinal.Computer);
        }

        if (ordinal.Channel is not null)
        {
            target.Add(ordinal.Channel);
        }

        if (ordinal.RecordId is ulong recordId)
        {
            target.Add(unchecked((long)recordId));
        }
    }
}
