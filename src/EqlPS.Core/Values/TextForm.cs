using System.Globalization;
using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>The text form of values, as <c>string()</c>, <c>concat()</c> and the pattern predicates see them.</summary>
[HotPath]
internal static class TextForm
{
    /// <summary>Text of a value; null for null. A list gives its first item, which is never asked for by an expression.</summary>
    public static string? Of(in EqlValue value) => value.Kind switch
    {
        EqlValueKind.Null => null,
        EqlValueKind.Boolean => value.AsBoolean() ? "true" : "false",
        EqlValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        EqlValueKind.UnsignedInteger => value.AsUnsigned().ToString(CultureInfo.InvariantCulture),
        EqlValueKind.Double => NumberText.Format(value.AsDouble()),
        EqlValueKind.Text => value.AsText(),
        EqlValueKind.Date => value.AsDate().ToString(),
        EqlValueKind.Ip => value.AsIp().ToString(),
        EqlValueKind.Version => value.AsVersion().Text,
        _ => Of(value.ItemAt(0)),
    };
}
