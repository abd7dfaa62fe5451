using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Hunting.Candidates;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Hunting.Kept;

/// <summary>Writes events that satisfy stages as entries of a store; <see cref="EntryReader"/> reads them.</summary>
/// <remarks>
/// An entry is: length of its head, length of its content, occurrence, form, flags, hash, location, ordinal, hits; then the content.
/// </remarks>
[HotPath]
internal static class EntryWriter
{
    /// <summary>Where an entry's occurrence stands, which is known later than the rest.</summary>
    public const int OccurrencePosition = 2 * sizeof(int);

    /// <summary>Appends an entry.</summary>
    /// <param name="target">Receives it.</param>
    /// <param name="ordinal">The event's place; its hash is not looked at.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="sourceNumber">Which source of the run that was.</param>
    /// <param name="content">What is kept of it.</param>
    /// <param name="rules">The rules of one order that it concerns.</param>
    /// <param name="tester">Knows which stages of theirs it satisfies.</param>
    public static void Write(
        EntryBuffer target, in Ordinal ordinal, in EventLocation location, int sourceNumber, in KeptContent content,
        List<CompiledRule> rules, RuleSetTester tester)
    {
        int start = target.Length;
        target.BeginEntry();
        target.Add(0);
        target.Add(content.Bytes.Length);
        target.Add(0);
        target.Add(content.Form);
        target.Add((byte)FlagsOf(ordinal));
        target.Add(content.Hash.Slice(0, Sha256Hash.Size));
        target.Add(location.Record);
        target.Add(location.Offset);
        target.Add(sourceNumber);
        Write(target, ordinal);
        WriteHits(target, rules, tester);
        target.EndEntry();
        target.Set(start, target.Length - start);
        target.Add(content.Bytes);
    }

    /// <summary>Appends the stages of some rules that an event satisfies.</summary>
    public static void WriteHits(EntryBuffer target, List<CompiledRule> rules, RuleSetTester tester)
    {
        target.Add(rules.Count);
        foreach (CompiledRule rule in rules)
        {
            List<StageHit> hits = tester.HitsOf(rule);
            target.Add(rule.Number);
            target.Add(hits.Count);
            foreach (StageHit hit in hits)
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
    }

    /// <summary>Which of the parts that <see cref="WriteNames"/> writes there are.</summary>
    public static EntryFlags NameFlags(in Ordinal ordinal) =>
        (ordinal.Tiebreaker.IsNull ? 0 : EntryFlags.HasTiebreaker)
        | (ordinal.Computer is null ? 0 : EntryFlags.HasComputer)
        | (ordinal.Channel is null ? 0 : EntryFlags.HasChannel);

    /// <summary>Appends the parts of a place that stand between its time and its record id.</summary>
    public static void WriteNames(EntryBuffer target, in Ordinal ordinal)
    {
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
    }

    private static EntryFlags FlagsOf(in Ordinal ordinal) =>
        (ordinal.HasTime ? EntryFlags.HasTime : 0) | (ordinal.RecordId is null ? 0 : EntryFlags.HasRecordId) | NameFlags(ordinal);

    private static void Write(EntryBuffer target, in Ordinal ordinal)
    {
        if (ordinal.HasTime)
        {
            target.Add(ordinal.Time.Ticks);
            target.Add((byte)ordinal.Time.Nanoseconds);
        }

        WriteNames(target, ordinal);
        if (ordinal.RecordId is ulong recordId)
        {
            target.Add(unchecked((long)recordId));
        }
    }
}
