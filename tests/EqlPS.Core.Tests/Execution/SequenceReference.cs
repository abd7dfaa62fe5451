using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>
/// Sequences the slow and obvious way: whole candidate lists per key, stage after stage, and the rule for missing events read off over all
/// events. Shares nothing with the matcher but the plan.
/// </summary>
internal static class SequenceReference
{
    /// <summary>The results in order, written as <see cref="EventNotation"/> does; pending ones after the matches.</summary>
    public static string Find(SequencePlan plan, IReadOnlyList<StageEvent> events, Timestamp? end)
    {
        string all = string.Join(" ", FindAll(plan, events, end).Select(result =>
            EventNotation.Write(result.Key, result.Events)
            + (result.PendingUntil is { } until ? "?" + EventNotation.WriteTime(until) : string.Empty)));
        return all.Length == 0 ? "none" : all;
    }

    /// <summary>The results in order, pending ones after the matches.</summary>
    public static IEnumerable<ReferenceResult> FindAll(SequencePlan plan, IReadOnlyList<StageEvent> events, Timestamp? end)
    {
        var matches = new List<ReferenceResult>();
        var pending = new List<ReferenceResult>();
        foreach ((JoinKey key, List<StageEvent> own) in ByKey(events))
        {
            foreach (int[] found in Positives(plan, key, own))
            {
                var missing = new MissingReference(plan, key, own, found);
                if (!missing.IsAccepted(missing.Trail()))
                {
                    continue;
                }

                bool isPending = plan.HasTrailing && plan.TrailingNeedsElapsed && missing.Trail() is null && end is { } now
                    && !missing.IsAccepted(now);
                Timestamp? until = isPending ? missing.LastSpoilingInstant() : null;
                (isPending ? pending : matches).Add(new ReferenceResult(own[found[^1]], key, Place(plan, own, found), until));
            }
        }

        return InOrder(matches).Concat(InOrder(pending));
    }

    public static int[] Candidates(IReadOnlyList<StageEvent> events, JoinKey key, Func<int, bool> definition)
    {
        var found = new List<int>();
        for (int i = 0; i < events.Count; i++)
        {
            foreach (StageHit hit in events[i].Hits)
            {
                if (definition(hit.Definition) && hit.Key.Equals(key))
                {
                    found.Add(i);
                    break;
                }
            }
        }

        return [.. found];
    }

    private static Dictionary<JoinKey, List<StageEvent>> ByKey(IReadOnlyList<StageEvent> events)
    {
        var all = new Dictionary<JoinKey, List<StageEvent>>();
        foreach (StageEvent next in events)
        {
            foreach (JoinKey key in next.Hits.ToArray().Select(hit => hit.Key).Distinct())
            {
                if (!all.TryGetValue(key, out List<StageEvent>? own))
                {
                    all.Add(key, own = []);
                }

                own.Add(next);
            }
        }

        return all;
    }

    private static List<ReferenceResult> InOrder(List<ReferenceResult> results)
    {
        results.Sort((left, right) =>
        {
            int order = StageEvent.Compare(left.Last, right.Last);
            return order != 0 ? order : left.Key.CompareTo(right.Key);
        });
        return results;
    }

    private static StageEvent?[] Place(SequencePlan plan, IReadOnlyList<StageEvent> events, int[] found)
    {
        int next = 0;
        return plan.Stages.Select(stage => stage.IsMissing ? null : events[found[next++]]).ToArray();
    }

    // Each event of a stage looks for the latest partial sequence strictly before it; that one and all older ones are used up.
    private static List<int[]> Positives(SequencePlan plan, JoinKey key, IReadOnlyList<StageEvent> events)
    {
        int[] stages = plan.Stages.Where(stage => !stage.IsMissing).Select(stage => stage.Definition).ToArray();
        int[] until = plan.HasUntil ? Candidates(events, key, definition => definition == StageHit.Until) : [];
        List<int[]> partials = Candidates(events, key, definition => definition == stages[0]).Select(i => new[] { i }).ToList();
        for (int stage = 1; stage < stages.Length; stage++)
        {
            var longer = new List<int[]>();
            foreach (int next in Candidates(events, key, definition => definition == stages[stage]))
            {
                int latest = partials.FindLastIndex(partial => partial[^1] < next);
                if (latest < 0)
                {
                    continue;
                }

                int[] partial = partials[latest];
                partials.RemoveRange(0, latest + 1);
                bool isCleared = until.LastOrDefault(i => i < next, -1) >= partial[^1];
                bool isTooLong = plan.MaxSpanTicks is { } span && events[next].Time.Since(events[partial[0]].Time).Ticks > span;
                if (!isCleared && !isTooLong)
                {
                    longer.Add([.. partial, next]);
                }
            }

            partials = longer;
        }

        return partials;
    }
}
