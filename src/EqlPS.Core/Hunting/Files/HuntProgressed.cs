namespace EqlPS.Hunting.Files;

/// <summary>How far a hunt is.</summary>
/// <param name="Events">Events read.</param>
/// <param name="Bytes">Bytes read, unpacked.</param>
/// <param name="InputsDone">Inputs read to their ends.</param>
/// <param name="InputCount">All inputs.</param>
internal sealed record HuntProgressed(long Events, long Bytes, int InputsDone, int InputCount) : HuntStep;
