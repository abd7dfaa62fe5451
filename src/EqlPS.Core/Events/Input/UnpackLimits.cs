namespace EqlPS.Events.Input;

/// <summary>
/// How far packed input may swell before it is taken for a bomb. Memory is bounded anyway; this bounds time and temporary files.
/// </summary>
/// <param name="MostRatio">Unpacked bytes for each packed one. Event logs reach 30 to 60, the compression itself 1,032.</param>
/// <param name="FreeBytes">So many unpacked bytes are allowed at any ratio.</param>
/// <param name="MostBytes">More unpacked bytes are not read from one file or archive member.</param>
/// <param name="MostMembers">An archive with more members is not read beyond them.</param>
/// <param name="MostSpooledBytes">An archive that cannot be read in place is put aside in a temporary file of at most this size.</param>
internal sealed record UnpackLimits(
    int MostRatio = 500,
    long FreeBytes = 64L << 20,
    long MostBytes = 1L << 40,
    int MostMembers = 100_000,
    long MostSpooledBytes = 4L << 30)
{
    public static UnpackLimits Default { get; } = new();
}
