using EqlPS.Evaluation.Conditions;

namespace EqlPS.Compilation;

/// <summary>A stage ready to test events.</summary>
/// <param name="Condition">Which events it accepts.</param>
/// <param name="Keys">Their join keys.</param>
internal sealed record CompiledStage(Condition Condition, KeyReader Keys);
