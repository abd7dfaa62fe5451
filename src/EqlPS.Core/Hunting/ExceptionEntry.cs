using System.Text.Json;
using EqlPS.Ast;

namespace EqlPS.Hunting;

/// <summary>Turns an entry of an Elastic exception item into a condition.</summary>
internal static class ExceptionEntry
{
    /// <summary>The condition; null, with the reason, if the entry is malformed or of a kind that a file cannot hold.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="prefix">The path of the nested field it stands in, with a dot, or empty.</param>
    /// <param name="reason">Why there is no condition, or null.</param>
    public static Expression? ToCondition(JsonElement entry, string prefix, out string? reason)
    {
        reason = null;
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "field") is not { Length: > 0 } field
            || Text(entry, "type") is not string type)
        {
            reason = "an entry needs a field and a type";
            return null;
        }

        if (type == "nested")
        {
            return prefix.Length == 0 ? Nested(entry, field, out reason) : Refuse("nested entries do not nest", out reason);
        }

        Expression? condition = Simple(entry, type, new FieldExpression(prefix + field, IsOptional: true), out reason);
        return condition is not null && Text(entry, "operator") == "excluded" ? new NotExpression(condition) : condition;
    }

    private static Expression? Simple(JsonElement entry, string type, FieldExpression field, out string? reason)
    {
        reason = null;
        switch (type)
        {
            case "exists":
                return new ComparisonExpression(field, ComparisonOperator.NotEqual, new LiteralExpression(null));
            case "match" when Text(entry, "value") is string value:
                return new ComparisonExpression(field, ComparisonOperator.Equal, new LiteralExpression(value));
            case "wildcard" when Text(entry, "value") is string pattern:
                return new PatternExpression(
                    field, PatternOperator.Like, new NodeList<Expression>([new LiteralExpression(pattern)]), IsList: false);
            case "match_any" when Texts(entry) is { Length: > 0 } values:
                return new InExpression(field, new NodeList<Expression>(values.Select(v => new LiteralExpression(v))), IsNegated: false,
                    IgnoresCase: false);
            case "match" or "wildcard" or "match_any":
                return Refuse($"an entry of type [{type}] needs a value", out reason);
            case "list":
                return Refuse("value lists are kept in Elasticsearch, not in the file; write the values as an entry of type [match_any]",
                    out reason);
            default:
                return Refuse($"entries of type [{type}] are not known", out reason);
        }
    }

    // All entries of one nested object: arrays of objects are flat here, so the entries may hold for different items of the array.
    private static Expression? Nested(JsonElement entry, string field, out string? reason)
    {
        reason = null;
        if (!entry.TryGetProperty("entries", out JsonElement entries) || entries.ValueKind != JsonValueKind.Array
            || entries.GetArrayLength() == 0)
        {
            return Refuse("a nested entry needs entries", out reason);
        }

        var conditions = new List<Expression>();
        foreach (JsonElement inner in entries.EnumerateArray())
        {
            if (ToCondition(inner, field + ".", out reason) is not Expression condition)
            {
                return null;
            }

            conditions.Add(condition);
        }

        return conditions.Count == 1 ? conditions[0] : new LogicalExpression(false, new NodeList<Expression>(conditions));
    }

    private static Expression? Refuse(string why, out string? reason)
    {
        reason = why;
        return null;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[]? Texts(JsonElement entry) =>
        entry.TryGetProperty("value", out JsonElement values) && values.ValueKind == JsonValueKind.Array
            && values.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? values.EnumerateArray().Select(v => v.GetString()!).ToArray() : null;
}
