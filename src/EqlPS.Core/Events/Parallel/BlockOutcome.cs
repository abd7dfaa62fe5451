namespace EqlPS.Events.Parallel;

/// <summary>What is to be told of a block that was read.</summary>
internal sealed class BlockOutcome
{
    /// <summary>Events read.</summary>
    public long Events { get; set; }

    /// <summary>Unpacked bytes read.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether a record was met, be it a good one or not.</summary>
    public bool HasRecords { get; set; }

    /// <summary>Why it could not be read to its end, or null.</summary>
    public string? Failure { get; set; }

    /// <summary>What of it could not be read.</summary>
    public InputLossLog Losses { get; } = new();

    /// <summary>Whether something goes wrong because of the input, which does not keep others from being read.</summary>
    public static bool IsBadInput(Exception error) => error is IOException or InvalidDataException or UnauthorizedAccessException;

    /// <summary>Notes what a reader that is done, or has got somewhere, has to tell.</summary>
    public void Note(EventBlock block, EventLocation location)
    {
        HasRecords |= location.Record > 0;
        Bytes = block.IsStretch ? Math.Max(Bytes, location.Offset) : block.ByteCount;
    }

    /// <summary>Adds what is told of the block that follows.</summary>
    public void Append(BlockOutcome later)
    {
        Events += later.Events;
        Bytes += later.Bytes;
        HasRecords |= later.HasRecords;
        Failure ??= later.Failure;
        Losses.Append(later.Losses);
    }
}
