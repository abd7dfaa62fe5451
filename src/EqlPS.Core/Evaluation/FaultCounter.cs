using EqlPS.Platform;

namespace EqlPS.Evaluation;

/// <summary>Counts the run-time faults of one run. Not thread-safe: each thread has its own, and they are added up at the end.</summary>
[HotPath]
internal sealed class FaultCounter
{
    private static readonly int KindCount = Enum.GetValues(typeof(FaultKind)).Length;

    private readonly long[] _counts = new long[KindCount];

    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts)
            {
                total += count;
            }

            return total;
        }
    }

    public void Add(FaultKind kind) => _counts[(int)kind]++;

    public long CountOf(FaultKind kind) => _counts[(int)kind];

    /// <summary>Adds the counts of another run.</summary>
    public void Add(FaultCounter other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
