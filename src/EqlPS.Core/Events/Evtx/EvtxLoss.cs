using System.Globalization;

namespace EqlPS.Events.Evtx;

/// <summary>One thing that could not be read, or whose checks fail, and where it is.</summary>
/// <param name="Path">The log's path or name; null for an unnamed stream.</param>
/// <param name="Chunk">Number of the chunk in the file, from 0; -1 for the file header.</param>
/// <param name="Offset">Offset in bytes from the start of the (decompressed) file.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Records">Records that are lost; 0 when all were read all the same, null when it can not be known.</param>
internal sealed record EvtxLoss(string? Path, int Chunk, long Offset, EvtxLossReason Reason, int? Records)
{
    /// <summary>The reason as a sentence part in English.</summary>
    public string Description => Reason switch
    {
        EvtxLossReason.FileHeaderDamaged => "the file header is damaged",
        EvtxLossReason.ChunkZeroed => "a chunk in use holds only zeros",
        EvtxLossReason.ChunkSignatureMissing => "the chunk signature is missing",
        EvtxLossReason.ChunkHeaderChecksum => "the chunk header's checksum is wrong",
        EvtxLossReason.ChunkRecordsChecksum => "the checksum of the chunk's records is wrong",
        EvtxLossReason.ChunkTruncated => "the file ends inside the chunk",
        EvtxLossReason.RecordsMissing => "the chunk has fewer records than its header promises",
        EvtxLossReason.RecordDamaged => "a record's frame is damaged",
        EvtxLossReason.RecordSizeCopy => "the copy of a record's size differs",
        EvtxLossReason.BinaryXmlDamaged => "a record's binary XML is damaged",
        EvtxLossReason.TemplateDamaged => "a record's template is damaged",
        EvtxLossReason.RecordTooLarge => "a record unfolds beyond the limits",
        EvtxLossReason.SourceFailed => "the source could not be read on",
        _ => "nothing is wrong",
    };

    /// <summary>What is wrong, where in the file, and what it costs.</summary>
    public string Message => string.Format(
        CultureInfo.InvariantCulture,
        "{0}{1}{2}",
        Chunk < 0 ? string.Empty : FormattableString.Invariant($"chunk {Chunk}, offset {Offset}: "),
        Description,
        Records switch
        {
            null => "; lost records unknown",
            0 => "; no record lost",
            1 => "; 1 record lost",
            _ => $"; {Records} records lost",
        });

    public override string ToString() => $"{Path ?? "<stream>"}: {Message}";
}
