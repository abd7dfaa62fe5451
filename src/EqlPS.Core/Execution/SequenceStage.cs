namespace EqlPS.Execution;

/// <summary>One stage of a sequence after its runs were written out.</summary>
/// <param name="Definition">Index of the distinct stage definition; stages that came from one <c>runs</c> share it.</param>
/// <param name="IsMissing">True for <c>![ ]</c>: the stage demands that no such event occurs.</param>
internal readonly record struct SequenceStage(int Definition, bool IsMissing = false);
