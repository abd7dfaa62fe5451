using EqlPS.Analysis.Bound;
using EqlPS.Execution;

namespace EqlPS.Explanation;

/// <summary>Tells where a sequence has too few events, whatever their order and join keys: it takes none but events with a time.</summary>
internal static class SequenceShortages
{
    /// <summary>What there is too little of, a sentence each.</summary>
    /// <param name="query">The query.</param>
    /// <param name="events">The events that satisfy some stage and have its join keys, each stage at least one.</param>
    public static IReadOnlyList<string> Find(EqlQuery query, StageEvent[] events)
    {
        StageEvent[] timed = Array.FindAll(events, e => e.Ordinal.HasTime);
        if (timed.Length == 0)
        {
            return [$"None of the events has a date in {query.Options.TimestampField}."];
        }

        var reasons = new List<string>();
        IReadOnlyList<BoundStage> stages = query.Bound.Stages;
        int[] filled = Enumerable.Range(0, stages.Count).Where(i => !stages[i].IsMissing).ToArray();
        foreach (int stage in filled)
        {
            int count = timed.Count(e => Satisfies(e, stage));
            if (count == 0)
            {
                reasons.Add(FormattableString.Invariant(
                    $"No event that satisfies stage {stage + 1} has a date in {query.Options.TimestampField}."));
            }
            else if (count < stages[stage].Runs)
            {
                string noun = count == 1 ? "event" : "events";
                reasons.Add(FormattableString.Invariant(
                    $"Stage {stage + 1} is wanted {stages[stage].Runs} times, and satisfied by {count} {noun}."));
            }
        }

        int wanted = filled.Sum(i => stages[i].Runs);
        int found = timed.Count(e => Array.Exists(filled, stage => Satisfies(e, stage)));
        if (reasons.Count == 0 && found < wanted)
        {
            reasons.Add(FormattableString.Invariant($"A sequence takes {wanted} different events, and the stages found {found}."));
        }

        return reasons;
    }

    private static bool Satisfies(StageEvent found, int stage)
    {
        foreach (StageHit hit in found.Hits)
        {
            if (hit.Definition == stage)
            {
                return true;
            }
        }

        return false;
    }
}
