using System.Globalization;
using EqlPS.Analysis.Bound;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Explanation;

/// <summary>
/// Finds out why a sequence or sample did not match: it matches again with one demand after the other lifted, and sees which makes the
/// difference.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="events">The events that satisfy some stage, in order.</param>
/// <param name="lastTime">Time of the latest event, or null.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class SequenceDiagnosis(EqlQuery query, StageEvent[] events, Timestamp? lastTime, CancellationToken cancellation)
{
    /// <summary>What is said where finding out would take long.</summary>
    public const string Unknown = "each stage has events, but they make up no result";

    [Flags]
    private enum Demands
    {
        None = 0,
        MaxSpan = 1,
        Until = 2,
        Missing = 4,
        Keys = 8,
        All = MaxSpan | Until | Missing | Keys,
    }

    private BoundQuery Bound => query.Bound;

    /// <summary>The matches under all demands, as a search counts them before pipes.</summary>
    public long CountMatches() => Bound.Kind == BoundQueryKind.Sample ? CountSamples() : Match(Demands.All).MatchCount;

    /// <summary>Why there is none, a sentence each.</summary>
    public IReadOnlyList<string> FindReasons(IReadOnlyList<ExplainedStage> stages)
    {
        var reasons = new List<string>();
        foreach (ExplainedStage stage in stages.Where(s => !s.IsMissing && s.Number > 0))
        {
            AddLack(stage, reasons);
        }

        return reasons.Count > 0 ? reasons : FindReasons();
    }

    /// <summary>What stands in the way though each stage has events, as one English phrase.</summary>
    public string FindObstacle() =>
        $"each stage has events, but {string.Join(", and ", FindReasons().Select(ToPhrase))}";

    private static string ToPhrase(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1).TrimEnd('.');

    // Each stage has events here.
    private List<string> FindReasons()
    {
        List<string> reasons = [];
        if (Bound.Kind == BoundQueryKind.Sample)
        {
            return ["No join key has an event for every stage."];
        }

        if (Match(Demands.All).PendingCount > 0)
        {
            return ["The data ends before the time is over in which an event of the last, missing stage could come."];
        }

        reasons.AddRange(SequenceShortages.Find(query, events));
        if (reasons.Count > 0)
        {
            return reasons;
        }

        AddDemand(Demands.MaxSpan, Bound.MaxSpanTicks is not null, TellSpan, reasons);
        AddDemand(Demands.Until, Bound.Until is not null, _ => "An event of until ends every sequence before it is complete.", reasons);
        AddDemand(
            Demands.Missing, Bound.Stages.Any(s => s.IsMissing), _ => "An event occurs that a missing stage rules out.", reasons);
        AddDemand(
            Demands.Keys, Bound.Stages[0].Keys.Count > 0, _ => "No join key has events for all stages in their order.", reasons);
        if (reasons.Count == 0)
        {
            reasons.Add(Match(Demands.None).MatchCount > 0
                ? "No one demand stands alone in the way: join keys, maxspan, until and missing stages do so together."
                : "The events do not come in the order of the stages.");
        }

        return reasons;
    }

    private static void AddLack(ExplainedStage stage, List<string> reasons)
    {
        if (stage.EventCount == 0)
        {
            reasons.Add(FormattableString.Invariant($"No event satisfies stage {stage.Number}: {stage.Text}."));
        }
        else if (stage.KeyedCount == 0)
        {
            reasons.Add(FormattableString.Invariant(
                $"No event that satisfies stage {stage.Number} has a value for every join key: {stage.Text}."));
        }
        else if (stage.EventCount < stage.Runs)
        {
            reasons.Add(FormattableString.Invariant(
                $"Stage {stage.Number} is wanted {stage.Runs} times, and satisfied by {stage.EventCount} events."));
        }
    }

    private void AddDemand(Demands demand, bool isMade, Func<SequenceResults, string> tell, List<string> reasons)
    {
        if (isMade)
        {
            SequenceResults without = Match(Demands.All & ~demand);
            if (without.MatchCount + without.PendingCount > 0)
            {
                reasons.Add(tell(without));
            }
        }
    }

    private string TellSpan(SequenceResults without)
    {
        StageEvent[] shortest = without.Matches().Concat(without.Pending())
            .Select(match => match.Events.OfType<StageEvent>().ToArray())
            .OrderBy(found => found[found.Length - 1].Time.Since(found[0].Time)).First();
        double seconds = shortest[shortest.Length - 1].Time.Since(shortest[0].Time).TotalSeconds;
        double most = new TimeSpan(Bound.MaxSpanTicks!.Value).TotalSeconds;
        return string.Format(
            CultureInfo.InvariantCulture,
            "The events are too far apart: {0} s from first to last at best, and maxspan is {1} s.", seconds, most);
    }

    private long CountSamples()
    {
        var samples = new SampleMatcher(Enumerable.Range(0, Bound.Stages.Count).ToArray(), maxSamplesPerKey: 1);
        foreach (StageEvent next in events)
        {
            cancellation.ThrowIfCancellationRequested();
            samples.Accept(next);
        }

        return samples.Complete().LongCount();
    }

    private SequenceResults Match(Demands demands)
    {
        var found = new SequenceResults();
        var matcher = new SequenceMatcher(PlanFor(demands), found);
        foreach (StageEvent next in events)
        {
            cancellation.ThrowIfCancellationRequested();
            StageHit[] hits = HitsUnder(demands, next);
            if (hits.Length > 0)
            {
                matcher.Accept(new StageEvent(next.Ordinal, next.Payload, hits));
            }
        }

        matcher.Complete(lastTime);
        return found;
    }

    private SequencePlan PlanFor(Demands demands)
    {
        SequencePlan plan = SequencePlanner.Plan(Bound, query.Options);
        bool hasMissing = (demands & Demands.Missing) != 0;
        return new SequencePlan(hasMissing ? plan.Stages : plan.Stages.Where(stage => !stage.IsMissing).ToArray())
        {
            MaxSpanTicks = (demands & Demands.MaxSpan) != 0 ? plan.MaxSpanTicks : null,
            HasUntil = (demands & Demands.Until) != 0 && plan.HasUntil,
            MissingEvents = plan.MissingEvents,
            TrailingNeedsElapsed = plan.TrailingNeedsElapsed,
        };
    }

    private StageHit[] HitsUnder(Demands demands, StageEvent next)
    {
        var hits = new List<StageHit>();
        foreach (StageHit hit in next.Hits)
        {
            bool isUntil = hit.Definition == StageHit.Until;
            bool isOff = isUntil ? (demands & Demands.Until) == 0
                : Bound.Stages[hit.Definition].IsMissing && (demands & Demands.Missing) == 0;
            var kept = new StageHit(hit.Definition, (demands & Demands.Keys) != 0 ? hit.Key : JoinKey.Empty);
            if (!isOff && !hits.Exists(known => known.Definition == kept.Definition && known.Key.Equals(kept.Key)))
            {
                hits.Add(kept);
            }
        }

        return [.. hits];
    }
}
