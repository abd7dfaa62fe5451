using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Scalars;
using EqlPS.Values;

namespace EqlPS.Explanation;

/// <summary>Reads what a field or expression is for an event.</summary>
internal sealed class ValueReader
{
    private const int MostItems = 20;
    private const int LongestValue = 500;

    private readonly int[] _slots;
    private readonly Scalar? _expression;

    /// <summary>A field.</summary>
    public ValueReader(string path, int slot)
    {
        Text = path;
        _slots = [slot];
    }

    private ValueReader(string text, int[] slots, Scalar expression)
    {
        Text = text;
        _slots = slots;
        _expression = expression;
    }

    public string Text { get; }

    /// <summary>An expression; where fields have several values, that of the first ones.</summary>
    public static ValueReader Compile(string text, BoundExpression expression, FieldTable fields, Timestamp now)
    {
        var compiler = new ScalarCompiler(now);
        Scalar scalar = compiler.Compile(expression);
        return new ValueReader(text, compiler.Occurrences.Select(fields.SlotOf).ToArray(), scalar);
    }

    public ExplainedValue Read(EvaluationContext context)
    {
        if (_expression is null)
        {
            return new ExplainedValue(Text, Show(context.Field(_slots[0])));
        }

        EqlValue[] current = context.OccurrencesFor(_slots.Length);
        for (int i = 0; i < _slots.Length; i++)
        {
            current[i] = context.Field(_slots[i]).ItemAt(0);
        }

        return new ExplainedValue(Text, Show(_expression.Evaluate(context)));
    }

    private static string? Show(in EqlValue value)
    {
        if (value.IsNull)
        {
            return null;
        }

        var items = new List<string>();
        for (int i = 0; i < Math.Min(value.Count, MostItems); i++)
        {
            string text = TextForm.Of(value.ItemAt(i)) ?? "null";
            items.Add(text.Length <= LongestValue ? text : text.Substring(0, LongestValue) + "…");
        }

        return string.Join(", ", items) + (value.Count > MostItems ? ", …" : string.Empty);
    }
}
