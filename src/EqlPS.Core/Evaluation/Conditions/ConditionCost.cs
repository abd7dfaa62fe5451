using EqlPS.Evaluation.Tests;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// Estimates what testing a condition costs, so that of the parts of a conjunction, whose order changes nothing, the cheap ones are asked
/// first.
/// </summary>
/// <param name="fields">Names the slots.</param>
internal sealed class ConditionCost(FieldTable fields)
{
    private const int Most = 1_000_000;
    private const int LongText = 50;
    private const int Expression = 100;
    private const int PatternsAtACost = 4;

    // Values of these are long and seldom repeat: they cost more to read than all else costs to test.
    private static readonly string[] LongFields =
    [
        "message", "event.original", "process.args", "process.parent.args", "process.command_line", "process.parent.command_line",
        "powershell.file.script_block_text", "powershell.command.value", "powershell.command.invocation_details",
        "winlog.event_data.CallTrace", "winlog.event_data.Payload", "winlog.event_data.ContextInfo", "winlog.event_data.ScriptBlockText",
        "registry.data.strings",
    ];

    /// <summary>A number that grows with the cost; it has no unit.</summary>
    public int Of(Condition condition) => condition switch
    {
        ConstantCondition => 0,
        FieldMissingCondition missing => OfField(missing.Slot),
        FieldCondition field => OfField(field.Slot) + OfTest(field.Test),
        NotCondition not => Of(not.Operand),
        AllOfCondition all => Sum(all.Parts),
        AnyOfCondition any => Sum(any.Parts),
        _ => Expression,
    };

    /// <summary>The parts in the order of their cost; those of equal cost stay as they were.</summary>
    public Condition[] Sorted(IEnumerable<Condition> parts) => parts.OrderBy(Of).ToArray();

    private static int OfTest(ValueTest test) => test switch
    {
        ConstantComparisonTest => 1,
        SetTest or IgnoreCaseSetTest => 2,
        TextPatternTest text => 3 + (text.WildcardCount == 0 ? 0 : PatternsAtACost + (text.WildcardCount / PatternsAtACost)),
        RegexTest => LongText,
        _ => 5,
    };

    private int OfField(int slot) => Array.IndexOf(LongFields, fields.Paths[slot]) < 0 ? 0 : LongText;

    private int Sum(IReadOnlyList<Condition> parts)
    {
        int sum = 0;
        foreach (Condition part in parts)
        {
            sum = Math.Min(Most, sum + Of(part));
        }

        return sum;
    }
}
