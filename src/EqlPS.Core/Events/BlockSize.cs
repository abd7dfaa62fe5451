namespace EqlPS.Events;

/// <summary>How large the blocks are into which a source is cut.</summary>
/// <param name="Bytes">The most bytes of a block of text.</param>
/// <param name="MostWithoutEnd">If no record ends within so many bytes, the rest of the source is one stretch.</param>
/// <param name="Chunks">The chunks of a block of an event log, 64 KB each.</param>
internal sealed record BlockSize(int Bytes, int MostWithoutEnd, int Chunks)
{
    public static BlockSize Default { get; } = new(512 * 1024, 8 * 1024 * 1024, 8);

    /// <summary>For what comes through a pipe: smaller, since nobody knows when the next bytes come.</summary>
    public static BlockSize Pipe { get; } = new(64 * 1024, 8 * 1024 * 1024, 1);
}
