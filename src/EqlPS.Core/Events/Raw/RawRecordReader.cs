using EqlPS.Evaluation;
using EqlPS.Platform;

namespace EqlPS.Events.Raw;

/// <summary>
/// A forward cursor over the Windows event records of one source. It is built for a table of source paths and reads only those values that
/// somebody asks for; the whole record is made on request. What it reads, a mapping turns into events.
/// </summary>
/// <param name="losses">A log shared with whatever the reader is built on; null for one of its own.</param>
[HotPath]
internal abstract class RawRecordReader(InputLossLog? losses = null) : RawValues, IDisposable
{
    /// <summary>Records that were skipped because they could not be read.</summary>
    public InputLossLog Losses { get; } = losses ?? new InputLossLog();

    /// <summary>Where the current record stands.</summary>
    public abstract EventLocation Location { get; }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <param name="faults">Counts values that do not fit.</param>
    public abstract bool Read(FaultCounter faults);

    /// <summary>
    /// What makes the current record of its bytes in the source, which <paramref name="record"/> receives and which stay there until the
    /// next step; null if only <see cref="Keep"/> can keep the record.
    /// </summary>
    public virtual IRawRecordForm? FormFor(out ReadOnlySpan<byte> record)
    {
        record = default;
        return null;
    }

    /// <summary>
    /// What makes a record of the bytes into which the values of the current one were put, which <paramref name="record"/> receives; null
    /// if that saves nothing over <see cref="FormFor"/> or <see cref="Keep"/>.
    /// </summary>
    public virtual IRawRecordForm? KeepValues(out byte[] record)
    {
        record = [];
        return null;
    }

    /// <summary>The whole current record, outliving the cursor's next step.</summary>
    public abstract RawRecord Keep();

    /// <summary>
    /// Writes 32 bytes that tell the current record from others and are the same in every run, without making the whole record: its
    /// SHA-256, or something that costs less.
    /// </summary>
    public virtual void WriteHash(Span<byte> hash) => Keep().Hash.Sha256.CopyTo(hash);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
