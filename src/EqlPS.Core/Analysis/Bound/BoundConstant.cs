using EqlPS.Diagnostics;
using EqlPS.Values;

namespace EqlPS.Analysis.Bound;

/// <summary>A value known before the query runs.</summary>
internal sealed class BoundConstant(TextSpan span, EqlValue value) : BoundExpression(span, TypeOf(value))
{
    public EqlValue Value { get; } = value;

    public bool IsNull => Value.IsNull;

    private static EqlType TypeOf(in EqlValue value) => value.Kind switch
    {
        EqlValueKind.Null => EqlType.Null,
        EqlValueKind.Boolean => EqlType.Boolean,
        EqlValueKind.Text => EqlType.Text,
        EqlValueKind.Date => EqlType.Date,
        EqlValueKind.Ip => EqlType.Ip,
        EqlValueKind.Version => EqlType.Version,
        _ => EqlType.Number,
    };
}
