using EqlPS.Analysis.Bound;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>Writes a sequence query out for its matcher: <c>runs</c> repeat their stage, and the rules in force are set.</summary>
internal static class SequencePlanner
{
    public static SequencePlan Plan(BoundQuery query, EqlQueryOptions options)
    {
        var stages = new List<SequenceStage>();
        for (int definition = 0; definition < query.Stages.Count; definition++)
        {
            BoundStage stage = query.Stages[definition];
            stages.AddRange(Enumerable.Repeat(new SequenceStage(definition, stage.IsMissing), stage.Runs));
        }

        return new SequencePlan(stages)
        {
            MaxSpanTicks = query.MaxSpanTicks,
            HasUntil = query.Until is not null,
            MissingEvents = options.IsElasticsearchCompatible ? MissingEventRule.Milliseconds : MissingEventRule.FullOrder,
            TrailingNeedsElapsed = !options.IsElasticsearchCompatible,
        };
    }
}
