using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx;

/// <summary>Where a chunk comes from and what it shares with the others of its log.</summary>
internal sealed record EvtxChunkOrigin(TemplateStore Templates, EvtxLosses Losses)
{
    /// <summary>The log's path or name; null for an unnamed stream.</summary>
    public string? Path { get; init; }

    /// <summary>Number of the chunk in the file, from 0.</summary>
    public int Number { get; init; }

    /// <summary>Offset of the chunk in the (decompressed) file.</summary>
    public long FileOffset { get; init; } = EvtxFileHeader.Size;

    /// <summary>The log was not closed when it was read or copied.</summary>
    public bool IsOpenLog { get; init; }

    /// <summary>Carve intact records from slack space.</summary>
    public bool Recover { get; init; }
}
