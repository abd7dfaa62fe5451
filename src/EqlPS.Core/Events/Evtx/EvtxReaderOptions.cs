using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx;

/// <summary>How a log is read, and what it shares with other logs of the same run.</summary>
internal sealed record EvtxReaderOptions
{
    /// <summary>Name for messages; the path itself when a file is opened and none is given.</summary>
    public string? Path { get; init; }

    /// <summary>Carve intact records from slack space too; they are marked as recovered.</summary>
    public bool Recover { get; init; }

    /// <summary>Templates shared between logs; null for a store of this reader's own.</summary>
    public TemplateStore? Templates { get; init; }

    /// <summary>Where losses are collected; null for a collection of this reader's own.</summary>
    public EvtxLosses? Losses { get; init; }
}
