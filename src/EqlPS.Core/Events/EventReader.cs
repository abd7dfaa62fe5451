using EqlPS.Evaluation;
using EqlPS.Platform;

namespace EqlPS.Events;

/// <summary>
/// A forward cursor over the events of one source. It is built for the fields that somebody reads: each step fills just their slots, and
/// the whole event is made only on request.
/// </summary>
/// <param name="losses">A log shared with whatever the reader is built on; null for one of its own.</param>
[HotPath]
internal abstract class EventReader(InputLossLog? losses = null) : IDisposable
{
    /// <summary>Records that were skipped because they could not be read.</summary>
    public InputLossLog Losses { get; } = losses ?? new InputLossLog();

    /// <summary>Where the current event stands.</summary>
    public abstract EventLocation Location { get; }

    /// <summary>Reads the next event into the slots of the context; false at the end.</summary>
    public abstract bool Read(EvaluationContext context);

    /// <summary>A copy of the current event that outlives the cursor's next step.</summary>
    public abstract SourceEvent Keep();

    /// <summary>The same for an event of which few will be looked at: it costs less, and its document more.</summary>
    public virtual SourceEvent KeepLightly() => Keep();

    /// <summary>
    /// What makes the current event of its bytes in the source, which <paramref name="record"/> receives and which stay there until the
    /// next step; null if only <see cref="Keep"/> can keep the event.
    /// </summary>
    public virtual IEventForm? FormFor(out ReadOnlySpan<byte> record)
    {
        record = default;
        return null;
    }

    /// <summary>
    /// Writes 32 bytes that tell the current record from others and are the same in every run: its SHA-256, or something that costs less.
    /// For events that are not kept.
    /// </summary>
    public virtual void WriteHash(Span<byte> hash) => Keep().Sha256.CopyTo(hash);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
