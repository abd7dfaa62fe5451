using EqlPS.Evaluation.Tests;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Conditions;

/// <summary>A leaf over one field: met if any of its values passes a test, so never if it has none.</summary>
[HotPath]
internal sealed class FieldCondition(int slot, ValueTest test) : Condition
{
    public int Slot { get; } = slot;

    public ValueTest Test { get; } = test;

    public override bool IsMet(EvaluationContext context)
    {
        ref readonly EqlValue value = ref context.Field(Slot);
        return value.Kind switch
        {
            EqlValueKind.Null => false,
            EqlValueKind.List => IsMetByAny(value.AsList(), context),
            _ => Test.Passes(value, context.Faults),
        };
    }

    private bool IsMetByAny(ReadOnlySpan<EqlValue> values, EvaluationContext context)
    {
        foreach (ref readonly EqlValue value in values)
        {
            if (Test.Passes(value, context.Faults))
            {
                return true;
            }
        }

        return false;
    }
}
