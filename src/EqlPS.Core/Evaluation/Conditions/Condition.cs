namespace EqlPS.Evaluation.Conditions;

/// <summary>A two-valued test of an event. Immutable and safe for any number of threads.</summary>
internal abstract class Condition
{
    /// <summary>Whether the event in the context passes.</summary>
    public abstract bool IsMet(EvaluationContext context);
}
