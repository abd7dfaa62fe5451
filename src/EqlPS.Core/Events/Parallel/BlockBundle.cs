using System.Runtime.ExceptionServices;

namespace EqlPS.Events.Parallel;

/// <summary>Blocks that one thread reads in one go, and what of them waits to be taken.</summary>
/// <param name="items">What was cut, or what cuts it.</param>
internal sealed class BlockBundle(IEnumerable<CutItem> items)
{
    /// <summary>The blocks, and between them the steps that need no reading; for one thread, and once.</summary>
    public IEnumerable<CutItem> Items { get; } = items;

    /// <summary>The steps that were made and not handed over yet; for the thread that reads.</summary>
    public List<BlockStep> Made { get; } = [];

    /// <summary>About how many bytes these hold.</summary>
    public int MadeSize { get; set; }

    /// <summary>The steps that wait to be taken, in their order.</summary>
    public List<BlockStep> Waiting { get; } = [];

    /// <summary>About how many bytes these hold.</summary>
    public long WaitingSize { get; set; }

    /// <summary>Whether no step will follow those that wait.</summary>
    public bool IsDone { get; set; }

    /// <summary>What went wrong that no bad input explains; null if nothing did.</summary>
    public ExceptionDispatchInfo? Failure { get; set; }
}
