using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>A seeded random query with a stream of events for it, small enough that every coincidence is frequent.</summary>
internal sealed class RandomStream
{
    private static readonly JoinKey[] Keys =
        [new JoinKey([EqlValue.Null]), new JoinKey([EqlValue.From("x")]), new JoinKey([EqlValue.From("y")])];

    private RandomStream(SequencePlan plan, List<StageEvent> events, Timestamp end)
    {
        Plan = plan;
        Events = events;
        End = end;
    }

    public SequencePlan Plan { get; }

    /// <summary>Ascending.</summary>
    public List<StageEvent> Events { get; }

    public Timestamp End { get; }

    public static RandomStream Make(Random random, bool missing)
    {
        List<SequenceStage> stages = missing ? MissingStages(random) : PositiveStages(random);
        var plan = new SequencePlan(stages)
        {
            MaxSpanTicks = missing || random.Next(2) == 0 ? random.Next(1, 13) * TimeSpan.TicksPerMillisecond : null,
            HasUntil = random.Next(2) == 0,
            MissingEvents = random.Next(2) == 0 ? MissingEventRule.Milliseconds : MissingEventRule.FullOrder,
            TrailingNeedsElapsed = random.Next(3) != 0,
        };

        int definitions = stages.Max(stage => stage.Definition) + 1;
        int keys = random.Next(Keys.Length + 1);
        var events = new List<StageEvent>();
        long ticks = 0;
        for (int i = random.Next(1, 15); i > 0; i--)
        {
            ticks += random.Next(4) * (random.Next(3) == 0 ? 5_000 : TimeSpan.TicksPerMillisecond);
            events.Add(MakeEvent(random, Time(ticks), events.Count, definitions, keys));
        }

        return new RandomStream(plan, events, Time(ticks + (random.Next(6) * random.Next(3) * TimeSpan.TicksPerMillisecond)));
    }

    public override string ToString()
    {
        IEnumerable<string> stages = Plan.Stages.Select(stage => (stage.IsMissing ? "!" : string.Empty) + stage.Definition);
        IEnumerable<string> events = Events.Select(e => $"{EventNotation.WriteTime(e.Time)}:"
            + string.Join(",", e.Hits.ToArray().Select(hit => EventNotation.WriteKey(hit.Key) + "/" + hit.Definition)));
        return $"{string.Join(" ", stages)}; span {Plan.MaxSpanTicks / 10_000}; until {Plan.HasUntil}; {Plan.MissingEvents}; "
            + $"elapsed {Plan.TrailingNeedsElapsed}; end {EventNotation.WriteTime(End)}; {string.Join(" ", events)}";
    }

    private static Timestamp Time(long ticks) => Timestamp.FromTicks(Timestamp.FromUnixMilliseconds(0L).Ticks + ticks);

    private static List<SequenceStage> PositiveStages(Random random)
    {
        int definitions = random.Next(1, 5);
        var stages = new List<SequenceStage>();
        for (int i = random.Next(2, 5); i > 0; i--)
        {
            stages.Add(new SequenceStage(random.Next(definitions)));
        }

        return stages;
    }

    private static List<SequenceStage> MissingStages(Random random)
    {
        int definitions = random.Next(2, 5);
        var stages = new List<SequenceStage>();
        for (int i = random.Next(2, 6); i > 0; i--)
        {
            stages.Add(new SequenceStage(random.Next(definitions), random.Next(2) == 0));
        }

        if (stages.TrueForAll(stage => stage.IsMissing))
        {
            stages[random.Next(stages.Count)] = new SequenceStage(random.Next(definitions));
        }

        return stages;
    }

    private static StageEvent MakeEvent(Random random, Timestamp time, int position, int definitions, int keys)
    {
        var hits = new List<StageHit>();
        int usual = random.Next(Keys.Length);
        for (int definition = StageHit.Until; definition < definitions; definition++)
        {
            int chances = definition == StageHit.Until ? 8 : definitions + 1;
            for (int again = random.Next(4) == 0 ? 2 : 1; again > 0; again--)
            {
                if (random.Next(chances) < 2)
                {
                    hits.Add(new StageHit(definition, keys == 0 ? JoinKey.Empty : Keys[(usual + random.Next(keys)) % Keys.Length]));
                }
            }
        }

        return new StageEvent(new Ordinal(time, position: position), position.ToString(), [.. hits]);
    }
}
