namespace EqlPS.Execution;

/// <summary>Gives the hash of an event's raw record, which decides the order of events that agree in everything else.</summary>
internal interface IRecordHash
{
    /// <summary>
    /// The 32 bytes of the raw record's SHA-256, computed when first asked for; always the same bytes for the same record.
    /// </summary>
    ReadOnlySpan<byte> Sha256 { get; }
}
