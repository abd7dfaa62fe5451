using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Events.Raw;

/// <summary>
/// A forward cursor over the Windows event records of one source. It is built for a table of source paths and fills only their slots; the
/// whole
/// record is made on request. What it reads, a mapping turns into events.
/// </summary>
/// <param name="losses">A log shared with whatever the reader is built on; null for one of its own.</param>
internal abstract class RawRecordReader(InputLossLog? losses = null) : IDisposable
{
    /// <summary>Records that were skipped because they could not be read.</summary>
    public InputLossLog Losses { get; } = losses ?? new InputLossLog();

    /// <summary>Tells which slots to fill; null for all. A reader may fill more.</summary>
    public IRawSlotChoice? Choice { get; set; }

    /// <summary>Where the current record stands.</summary>
    public abstract EventLocation Location { get; }

    /// <summary>
    /// Reads the next record into the slots; false at the end. A slot without a value is null, one with several holds a list; one that was not
    /// chosen is undefined.
    /// </summary>
    /// <param name="slots">One for each path of the table the reader was built for.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public abstract bool Read(EqlValue[] slots, FaultCounter faults);

    /// <summary>
    /// What makes a record of the bytes that stand in the source, which <paramref name="record"/> receives a copy of; null if only
    /// <see cref="Keep"/> can keep the current record.
    /// </summary>
    public virtual IRawRecordForm? KeepBytes(out byte[] record)
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
