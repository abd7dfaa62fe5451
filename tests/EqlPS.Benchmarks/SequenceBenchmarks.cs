using BenchmarkDotNet.Attributes;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Benchmarks;

/// <summary>One step of the sequence matcher while so many keys have a sequence under way.</summary>
[MemoryDiagnoser]
public class SequenceBenchmarks
{
    private const int EventsPerRun = 200_000;
    private StageEvent[] _events = [];

    [Params(1, 1_000, 100_000)]
    public int OpenKeys { get; set; }

    [GlobalSetup]
    public void MakeEvents()
    {
        var keys = new JoinKey[OpenKeys];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new JoinKey([EqlValue.From($"{{process-{i}}}")]);
        }

        // Every key starts, goes on and starts again; one in ten comes to its end.
        var random = new Random(1);
        _events = new StageEvent[EventsPerRun];
        for (int i = 0; i < _events.Length; i++)
        {
            JoinKey key = keys[i < keys.Length ? i : random.Next(keys.Length)];
            int stage = i < keys.Length ? 0 : random.Next(10) switch { 0 => 2, < 6 => 1, _ => 0 };
            _events[i] = new StageEvent(
                new Ordinal(Timestamp.FromUnixMilliseconds((long)i), position: i), this, new StageHit(stage, key));
        }
    }

    [Benchmark(OperationsPerInvoke = EventsPerRun)]
    public long Accept()
    {
        var found = new SequenceResults();
        var plan = new SequencePlan(
            [new SequenceStage(0, IsMissing: false), new SequenceStage(1, IsMissing: false), new SequenceStage(2, IsMissing: false)]);
        var matcher = new SequenceMatcher(plan, found);
        foreach (StageEvent next in _events)
        {
            matcher.Accept(next);
        }

        return found.MatchCount;
    }
}
