namespace EqlPS.Evaluation.Conditions;

/// <summary>The same answer for every event.</summary>
internal sealed class ConstantCondition(bool answer) : Condition
{
    public bool Answer { get; } = answer;

    public override bool IsMet(EvaluationContext context) => Answer;
}
