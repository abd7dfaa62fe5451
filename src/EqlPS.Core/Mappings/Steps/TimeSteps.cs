using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Times as Windows and Sysmon write them; without a zone they are in UTC.</summary>
[HotPath]
internal static class TimeSteps
{
    public static EqlValue Date(in EqlValue value) =>
        value.Kind == EqlValueKind.Date ? value
        : TimestampParser.TryParse(value.AsText().AsSpan(), out Timestamp time) ? EqlValue.From(time)
        : default;

    /// <summary>The time with the digits below the millisecond cut off.</summary>
    public static EqlValue Milliseconds(in EqlValue value) =>
        value.Kind == EqlValueKind.Date ? EqlValue.From(Timestamp.FromUnixMilliseconds(value.AsDate().UnixMilliseconds)) : default;

    /// <summary>A time as text in the form that documents have.</summary>
    public static EqlValue DateText(in EqlValue value) =>
        value.Kind == EqlValueKind.Date ? EqlValue.From(value.AsDate().ToString()) : default;
}
