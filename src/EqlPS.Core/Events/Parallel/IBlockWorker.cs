namespace EqlPS.Events.Parallel;

/// <summary>What one thread makes of the blocks it reads, one after the other.</summary>
/// <typeparam name="TPart">What a block gives, in pieces of bounded size.</typeparam>
internal interface IBlockWorker<TPart>
{
    /// <summary>Reads a block to its end; a piece is asked for when the one before was taken.</summary>
    /// <param name="block">To be disposed at the end, or when nothing more is asked for.</param>
    /// <param name="outcome">Receives what is to be told of it.</param>
    IEnumerable<TPart> Read(EventBlock block, BlockOutcome outcome);

    /// <summary>About how many bytes a piece holds, so that what waits for its turn is bounded.</summary>
    int SizeOf(TPart part);
}
