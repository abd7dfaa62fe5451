using EqlPS.Values;

namespace EqlPS.Evaluation.Scalars;

/// <summary>An expression over single values, in three-valued logic: null is a result like any other. Immutable.</summary>
internal abstract class Scalar
{
    /// <summary>The value for the event and the occurrences in the context; never a list. Faults give null and are counted.</summary>
    public abstract EqlValue Evaluate(EvaluationContext context);
}
