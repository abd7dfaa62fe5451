using EqlPS.Mappings.Steps;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A value put through a step.</summary>
[HotPath]
internal sealed class StepNode(MappingNode operand, StepDefinition step, Conversion conversion, ConversionCache? cache) : MappingNode
{
    /// <summary>Whether every value it has is a date.</summary>
    public bool GivesDates => step.Name is "date" or "milliseconds";

    public override EqlValue Evaluate(MappingFrame frame)
    {
        EqlValue value = operand.Evaluate(frame);
        if (value.IsNull)
        {
            return default;
        }

        if (step.Input == StepInput.Whole)
        {
            return conversion(value);
        }

        if (value.Kind != EqlValueKind.List)
        {
            return Convert(value);
        }

        ListBuilder converted = default;
        foreach (EqlValue item in value.AsList())
        {
            converted.Add(Convert(item));
        }

        return converted.ToValue();
    }

    public override bool MayHave(MappingFrame frame) => operand.MayHave(frame);

    private EqlValue Convert(in EqlValue value)
    {
        if (value.Kind == EqlValueKind.Text)
        {
            return cache is null ? conversion(value) : cache.Get(value, conversion);
        }

        return value.Kind == EqlValueKind.Date && step.TakesDates ? conversion(value) : conversion(EqlValue.From(TextForm.Of(value)));
    }
}
