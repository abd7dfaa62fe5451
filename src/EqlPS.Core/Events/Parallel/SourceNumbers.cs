namespace EqlPS.Events.Parallel;

/// <summary>Numbers the sources of a run from 1, each once, on any thread.</summary>
internal sealed class SourceNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}
