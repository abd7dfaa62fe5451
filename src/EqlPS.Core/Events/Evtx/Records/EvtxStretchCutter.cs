using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Records;

/// <summary>Reads a log in stretches of some chunks each.</summary>
/// <param name="log">Owned.</param>
/// <param name="size">The most chunks of a stretch.</param>
[HotPath]
internal sealed class EvtxStretchCutter(EvtxReader log, int size) : IDisposable
{
    /// <summary>Whether the last stretch was given.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The stretches in their order; at least one, and each to be disposed by who takes it.</summary>
    public IEnumerable<EvtxStretch> Read()
    {
        var taken = new List<EvtxChunkBytes>(size);
        try
        {
            // A stretch is given when a chunk behind it was met, so that the last one is known to be it.
            foreach (EvtxChunkBytes chunk in log.ReadBytes())
            {
                if (taken.Count == size)
                {
                    List<EvtxChunkBytes> full = taken;
                    taken = new List<EvtxChunkBytes>(size) { chunk };
                    yield return new EvtxStretch(log, full);
                }
                else
                {
                    taken.Add(chunk);
                }
            }

            IsDone = true;
            List<EvtxChunkBytes> last = taken;
            taken = [];
            yield return new EvtxStretch(log, last);
        }
        finally
        {
            taken.ForEach(chunk => chunk.Return());
        }
    }

    public void Dispose() => log.Dispose();
}
