using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Schema;

/// <summary>Turns a value into the type that a mapping declares for its field, as indexing would.</summary>
internal static class FieldConversion
{
    /// <summary>The converted value; null, with a fault, if it does not fit.</summary>
    public static EqlValue Convert(in EqlValue value, FieldType type, FaultCounter faults)
    {
        EqlValue converted = type.Type switch
        {
            EqlType.Text => value.Kind == EqlValueKind.Text ? value : EqlValue.From(TextForm.Of(value)),
            EqlType.Number => ToNumber(value, type.IsWholeNumber),
            EqlType.Boolean => ToBoolean(value),
            EqlType.Date => ToDate(value, type.DateFormat),
            EqlType.Ip => NetworkFunctions.TryGetAddress(value, out IpAddress address) ? EqlValue.From(address) : default,
            EqlType.Version => EqlValue.From(new VersionValue(TextForm.Of(value)!)),
            _ => value,
        };
        if (converted.IsNull)
        {
            faults.Add(FaultKind.ValueDoesNotFitType);
        }

        return converted;
    }

    private static EqlValue ToNumber(in EqlValue value, bool isWhole)
    {
        EqlValue number = value;
        if (value.Kind == EqlValueKind.Text && NumberText.TryParse(value.AsText().AsSpan(), out NumberValue parsed))
        {
            number = parsed.IsInteger ? EqlValue.From(parsed.Integer) : EqlValue.From(parsed.Double);
        }

        if (!number.IsNumber)
        {
            return default;
        }

        if (!isWhole || number.IsWholeNumber)
        {
            return number;
        }

        double truncated = Math.Truncate(number.AsDouble());
        return truncated is >= long.MinValue and < long.MaxValue ? EqlValue.From((long)truncated) : default;
    }

    // An empty text is false in Elasticsearch.
    private static EqlValue ToBoolean(in EqlValue value) => value.Kind switch
    {
        EqlValueKind.Boolean => value,
        EqlValueKind.Text when value.AsText() == "true" => EqlValue.True,
        EqlValueKind.Text when value.AsText() is "false" or "" => EqlValue.False,
        _ => default,
    };

    private static EqlValue ToDate(in EqlValue value, DateFormat? format)
    {
        if (format is not null)
        {
            return format.TryParse(TextForm.Of(value).AsSpan(), out Timestamp formatted) ? EqlValue.From(formatted) : default;
        }

        return value.Kind switch
        {
            EqlValueKind.Text => TimestampParser.TryParse(value.AsText().AsSpan(), out Timestamp date) ? EqlValue.From(date) : default,
            EqlValueKind.Integer => EqlValue.From(Timestamp.FromUnixMilliseconds(value.AsInteger())),
            EqlValueKind.Double => EqlValue.From(Timestamp.FromUnixMilliseconds(value.AsDouble())),
            _ => default,
        };
    }
}
