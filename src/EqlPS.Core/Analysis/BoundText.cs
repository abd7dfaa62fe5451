using System.Globalization;
using System.Text;
using EqlPS.Analysis.Bound;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>How messages show an expression and its type.</summary>
internal static class BoundText
{
    private const int Longest = 60;

    /// <summary>A short text for an expression: the path, the constant, the call.</summary>
    public static string Of(BoundExpression expression) => expression switch
    {
        BoundConstant constant => constant.IsNull ? "null" : Shown(TextForm.Of(constant.Value)!),
        BoundField field => Shown(field.Path),
        BoundCall { Function.Symbol: string symbol } => $"... {symbol} ...",
        BoundCall call => $"{call.Function.Name}(...)",
        BoundComparison comparison => $"... {OperatorNames.Of(comparison.Operator)} ...",
        BoundNullTest => "... == null",
        BoundIn => "... in (...)",
        BoundPattern pattern => $"... {OperatorNames.Of(pattern.Operator)} ...",
        BoundNot => "not ...",
        BoundNegation => "-...",
        BoundLogical logical => logical.IsOr ? "... or ..." : "... and ...",
        _ => "expression",
    };

    /// <summary>Text of a query as messages quote it: its beginning, with characters that would hide or move other text replaced.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (char c in text)
        {
            if (shown.Length == Longest)
            {
                return shown.Append("...").ToString();
            }

            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
            shown.Append(category is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : c);
        }

        return shown.ToString();
    }

    /// <summary>The name of an expression's type; for a field, its type in the mapping.</summary>
    public static string TypeOf(BoundExpression expression) => expression switch
    {
        BoundField { Type: not EqlType.Any } field => field.FieldType.MappedName,
        BoundConstant { Value.Kind: EqlValueKind.Double } => "double",
        BoundConstant { Value.IsWholeNumber: true } => "integer",
        _ => EqlTypeNames.NameOf(expression.Type),
    };
}
