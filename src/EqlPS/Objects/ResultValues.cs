using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Objects;

/// <summary>Values of the language as PowerShell has them.</summary>
internal static class ResultValues
{
    /// <summary>The values of a key; empty without one.</summary>
    public static EqlList<object?> Of(JoinKey? key) => new(
        (key?.Values ?? []).Select(value => ToObject(value)), value => Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>Null, a Boolean, number or text, an array of such; dates as text.</summary>
    public static object? ToObject(in EqlValue value)
    {
        switch (value.Kind)
        {
            case EqlValueKind.Null:
                return null;
            case EqlValueKind.Boolean:
                return value.AsBoolean();
            case EqlValueKind.Integer:
                return value.AsInteger();
            case EqlValueKind.UnsignedInteger:
                return value.AsUnsigned();
            case EqlValueKind.Double:
                return value.AsDouble();
            case EqlValueKind.List:
                var items = new List<object?>();
                foreach (EqlValue item in value.AsList())
                {
                    items.Add(ToObject(item));
                }

                return items.ToArray();
            default:
                return TextForm.Of(value);
        }
    }
}
