namespace EqlPS.Events.Evtx;

/// <summary>Why something of an event log could not be read, or was read although its checks fail.</summary>
internal enum EvtxLossReason
{
    None,

    /// <summary>The file header's checksum is wrong or its signature is missing; the chunks are read all the same.</summary>
    FileHeaderDamaged,

    /// <summary>A chunk that the log claims to use holds nothing but zeros.</summary>
    ChunkZeroed,

    /// <summary>No chunk signature; the space was searched for records.</summary>
    ChunkSignatureMissing,

    /// <summary>The chunk header's checksum is wrong; the records are read all the same.</summary>
    ChunkHeaderChecksum,

    /// <summary>The checksum over the records is wrong; the records are read all the same.</summary>
    ChunkRecordsChecksum,

    /// <summary>The file ends inside the chunk.</summary>
    ChunkTruncated,

    /// <summary>Fewer records were found than the chunk header promises.</summary>
    RecordsMissing,

    /// <summary>Record signature, size or size copy are wrong; the bytes up to the next record are skipped.</summary>
    RecordDamaged,

    /// <summary>The copy of the size behind the record differs; the record is read all the same.</summary>
    RecordSizeCopy,

    /// <summary>The record's binary XML breaks the format.</summary>
    BinaryXmlDamaged,

    /// <summary>The record's template, or a name it uses, lies outside the chunk or is damaged.</summary>
    TemplateDamaged,

    /// <summary>The record would unfold into more elements, text or nesting than any real event has.</summary>
    RecordTooLarge,

    /// <summary>The source stopped with an error of the operating system or of the decompressor.</summary>
    SourceFailed,
}
