namespace EqlPS.Explanation;

/// <summary>A field, or an expression over fields, with what it is for an event.</summary>
/// <param name="Text">The field's path, or the expression as the query writes it.</param>
/// <param name="Value">The value as text; null if the event has none. The values of a list have commas between them.</param>
public sealed record ExplainedValue(string Text, string? Value)
{
    /// <summary>The text with its value.</summary>
    public override string ToString() => Value is null ? $"{Text} is missing" : $"{Text} = {Value}";
}
