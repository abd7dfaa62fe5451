using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>One occurrence of a field in a leaf: whichever of the field's values is being tried.</summary>
internal sealed class OccurrenceScalar(int index) : Scalar
{
    public override EqlValue Evaluate(EvaluationContext context) => context.Occurrences[index];
}
