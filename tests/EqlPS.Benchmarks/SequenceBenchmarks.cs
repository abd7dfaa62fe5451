using BenchmarkDotNet.Attributes;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Benchmarks;

/// <summary>One step of the sequence matcher while so many keys have a sequence under way.</summary>
[MemoryDiagnoser]
public class SequenceBenchmarks
{
    private const int EventsPerRun = 200_000;
    private StageEvent[] _opening = [];
    private StageEvent[] _events = [];
    private SequenceResults _found = null!;
    private SequenceMatcher _matcher = null!;

    [Params(1, 1_000, 1_000_000)]
    public int OpenKeys { get; set; }

    [GlobalSetup]
    public void MakeEvents()
    {
        JoinKey[] keys = Enumerable.Range(0, OpenKeys).Select(i => new JoinKey([EqlValue.From($"{{process-{i}}}")])).ToArray();
        _opening = keys.Select((key, i) => Event(i, stage: 0, key)).ToArray();

        // Keys go on and start again; one in ten comes to its end.
        var random = new Random(1);
        _events = Enumerable.Range(0, EventsPerRun)
            .Select(i => Event(OpenKeys + i, random.Next(10) switch { 0 => 2, < 6 => 1, _ => 0 }, keys[random.Next(keys.Length)]))
            .ToArray();
    }

    [IterationSetup]
    public void Open()
    {
        _found = new SequenceResults();
        _matcher = new SequenceMatcher(
            new SequencePlan(Enumerable.Range(0, 3).Select(stage => new SequenceStage(stage, IsMissing: false)).ToArray()), _found);
        Accept(_opening);
    }

    [Benchmark(OperationsPerInvoke = EventsPerRun)]
    public long Accept()
    {
        Accept(_events);
        return _found.MatchCount;
    }

    private void Accept(StageEvent[] events)
    {
        foreach (StageEvent next in events)
        {
            _matcher.Accept(next);
        }
    }

    private StageEvent Event(int number, int stage, JoinKey key) =>
        new(new Ordinal(Timestamp.FromUnixMilliseconds((long)number), position: number), this, new StageHit(stage, key));
}
