using EqlPS.Platform;

namespace EqlPS.Hunting.Files;

/// <summary>
/// Has garbage collected before it piles up: left alone, the runtime lets a process that reads gigabytes grow to several times of what it
/// needs. For a process of its own, where all garbage is the hunt's.
/// </summary>
internal sealed class MemoryWatch
{
    private const long LookEvery = 4 * 1024 * 1024;
    private const long MostGarbage = 4 * 1024 * 1024;

    private long _live = MostGarbage;
    private long _seen;

    /// <summary>Says how many bytes were read since the last call.</summary>
    public void Note(long bytes)
    {
        _seen += bytes;
        if (_seen < LookEvery)
        {
            return;
        }

        _seen = 0;
        // What is young goes by itself, soon and at little cost; here it is about what has grown old.
        if (HeapSize.AfterLastCollection() > _live + MostGarbage)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            _live = HeapSize.AfterLastCollection();
        }
    }
}
