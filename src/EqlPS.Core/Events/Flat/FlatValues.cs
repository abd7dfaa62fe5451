using System.Globalization;
using EqlPS.Values;

namespace EqlPS.Events.Flat;

/// <summary>Turns values of flattened events back into what the event's XML has.</summary>
internal static class FlatValues
{
    /// <summary>Whether an <c>EventType</c> is the collector's own and no word of the event's.</summary>
    public static bool IsCollectorEventType(in EqlValue value) => value.Kind == EqlValueKind.Text
        && value.AsText() is "INFO" or "ERROR" or "WARNING" or "CRITICAL" or "VERBOSE" or "DEBUG"
            or "AUDIT_SUCCESS" or "AUDIT_FAILURE" or "SUCCESS";

    public static bool IsNumber(in EqlValue value) =>
        value.Kind == EqlValueKind.Text && value.AsText().Length > 0 && value.AsText()[0] is >= '0' and <= '9';

    /// <summary>
    /// The level of the event, or the one that the collector's severity (1 to 5, worst last) stands for; audit events have level 0.
    /// </summary>
    public static EqlValue Level(in EqlValue level, in EqlValue severity, in EqlValue eventType)
    {
        if (IsNumber(level))
        {
            return level;
        }

        if (eventType.Kind == EqlValueKind.Text && eventType.AsText().StartsWith("AUDIT_", StringComparison.Ordinal))
        {
            return EqlValue.From("0");
        }

        return severity.Kind != EqlValueKind.Text ? default : severity.AsText() switch
        {
            "1" => EqlValue.From("5"),
            "2" => EqlValue.From("4"),
            "3" => EqlValue.From("3"),
            "4" => EqlValue.From("2"),
            "5" => EqlValue.From("1"),
            _ => default,
        };
    }

    /// <summary>The keywords as the hexadecimal number that XML has; a signed decimal one is turned into it.</summary>
    public static EqlValue Keywords(in EqlValue keywords, in EqlValue eventType)
    {
        if (keywords.Kind == EqlValueKind.Text)
        {
            string text = keywords.AsText();
            if (text.Length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x')
            {
                return keywords;
            }

            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
            {
                return EqlValue.From("0x" + signed.ToString("x", CultureInfo.InvariantCulture));
            }

            return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned)
                ? EqlValue.From("0x" + unsigned.ToString("x", CultureInfo.InvariantCulture))
                : default;
        }

        return eventType.Kind != EqlValueKind.Text ? default : eventType.AsText() switch
        {
            "AUDIT_SUCCESS" => EqlValue.From("0x20000000000000"),
            "AUDIT_FAILURE" => EqlValue.From("0x10000000000000"),
            _ => default,
        };
    }
}
