using EqlPS.Events.Input;

namespace EqlPS.Events.Parallel;

/// <summary>What a run over the blocks of many inputs comes to, in the order of the inputs.</summary>
internal abstract record BlockStep;

/// <summary>A source begins: a file, or a member of an archive.</summary>
/// <param name="Source">The source.</param>
internal sealed record SourceBegun(EventSource Source) : BlockStep;

/// <summary>A piece of what a block gave.</summary>
internal sealed record PartRead<TPart>(TPart Part) : BlockStep;

/// <summary>A block of a source was read.</summary>
/// <param name="Block">The block, disposed.</param>
/// <param name="Outcome">What is to be told of it.</param>
internal sealed record BlockRead(EventBlock Block, BlockOutcome Outcome) : BlockStep
{
    /// <summary>Events of the block.</summary>
    public long Events => Outcome.Events;

    /// <summary>Unpacked bytes of the block.</summary>
    public long Bytes => Outcome.Bytes;
}

/// <summary>A source was read.</summary>
/// <param name="Source">The source.</param>
/// <param name="Outcome">What is to be told of it.</param>
internal sealed record SourceRead(EventSource Source, BlockOutcome Outcome) : BlockStep;

/// <summary>A source could not be opened, or not be cut to its end.</summary>
/// <param name="Name">The source, or the input that it would be in.</param>
/// <param name="Message">Names it and says why.</param>
internal sealed record SourceRefused(string Name, string Message) : BlockStep;

/// <summary>All of an input was read.</summary>
/// <param name="Input">The input.</param>
/// <param name="Losses">Archives and members that could not be opened.</param>
internal sealed record InputRead(InputSource Input, InputLossLog Losses) : BlockStep;
