namespace EqlPS.Events.Parallel;

/// <summary>What cutting inputs gives: a block to be read, or a step that needs no reading.</summary>
/// <param name="Block">A block, owned by who takes it; null where there is a step.</param>
/// <param name="Step">A step; null where there is a block.</param>
/// <param name="IsSlow">Whether nobody knows how long what follows is waited for.</param>
internal readonly record struct CutItem(EventBlock? Block, BlockStep? Step, bool IsSlow);
