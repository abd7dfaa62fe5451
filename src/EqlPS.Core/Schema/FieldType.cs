using EqlPS.Analysis;
using EqlPS.Values;

namespace EqlPS.Schema;

/// <summary>What a mapping says of a field's values.</summary>
internal sealed class FieldType(EqlType type, string mappedName)
{
    /// <summary>A field that no mapping describes: its values keep the type they have in the event.</summary>
    public static readonly FieldType Unmapped = new(EqlType.Any, "unknown");

    /// <summary>A date in the default format.</summary>
    public static readonly FieldType Date = new(EqlType.Date, "date");

    public EqlType Type { get; } = type;

    /// <summary>The type's name in the mapping, such as <c>keyword</c> or <c>long</c>.</summary>
    public string MappedName { get; } = mappedName;

    /// <summary>A number without fraction: fractions of values are cut off.</summary>
    public bool IsWholeNumber { get; init; }

    /// <summary>How date text is written; null for anything but dates.</summary>
    public DateFormat? DateFormat { get; init; }

    /// <summary>What stands in for an explicit null; null for nothing.</summary>
    public EqlValue NullValue { get; init; }

    /// <summary>A field of objects that Elasticsearch indexes apart from their event, and refuses in conditions.</summary>
    public bool IsNested { get; init; }

    /// <summary>Text without an exact form, which Elasticsearch refuses in conditions.</summary>
    public bool IsAnalyzedText { get; init; }
}
