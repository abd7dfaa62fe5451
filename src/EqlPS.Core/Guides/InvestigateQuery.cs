using System.Globalization;
using System.Text.Json;
using EqlPS.Ast;

namespace EqlPS.Guides;

/// <summary>
/// Writes the conditions of an <c>investigate</c> entry as an EQL query: any of the lists has to hold, of a list everything.
/// </summary>
/// <param name="values">The alert; null for none.</param>
/// <param name="isTemplate">True to keep <c>{{field}}</c> as it stands.</param>
internal sealed class InvestigateQuery(GuideValues? values, bool isTemplate)
{
    private readonly List<string> _fields = [];
    private readonly List<string> _unresolved = [];

    /// <summary>Fields taken from the alert, each once.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Those that the alert does not have.</summary>
    public IReadOnlyList<string> Unresolved => _unresolved;

    /// <summary>Why there is no query, if it is not for missing fields.</summary>
    public string? Problem { get; private set; }

    /// <summary>The query; null if there is a problem or a field is missing.</summary>
    /// <param name="providers">The entry's <c>providers</c>.</param>
    public string? Write(JsonElement providers)
    {
        var alternatives = new List<Expression>();
        foreach (JsonElement list in ItemsOf(providers))
        {
            Expression[] conditions = ItemsOf(list).Select(WriteProvider).OfType<Expression>().ToArray();
            if (conditions.Length > 0)
            {
                alternatives.Add(Join(conditions, isOr: false));
            }
        }

        if (Problem is not null || _unresolved.Count > 0)
        {
            return null;
        }

        if (alternatives.Count == 0)
        {
            Problem = "it has no conditions";
            return null;
        }

        string text = new EventFilter(null, Join(alternatives, isOr: true)).ToString();
        if (!EqlQuery.TryParse(text, null, out _, out _))
        {
            Problem = "its conditions cannot be written as EQL";
            return null;
        }

        return text;
    }

    private static IEnumerable<JsonElement> ItemsOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static Expression Join(IReadOnlyList<Expression> parts, bool isOr) =>
        parts.Count == 1 ? parts[0] : new LogicalExpression(isOr, new NodeList<Expression>(parts));

    private Expression? WriteProvider(JsonElement provider)
    {
        string? name = provider.ValueKind == JsonValueKind.Object ? TextOf(provider, "field") : null;
        if (string.IsNullOrEmpty(name))
        {
            Problem ??= "one of its conditions has no field";
            return null;
        }

        var field = new FieldExpression(name!, IsOptional: false);
        Expression? condition = (TextOf(provider, "queryType") ?? "phrase") switch
        {
            "exists" => new ComparisonExpression(field, ComparisonOperator.NotEqual, new LiteralExpression(null)),
            "range" => WriteRange(field, provider),
            "phrase" => WritePhrase(field, provider),
            _ => Fail("one of its conditions is neither a phrase, a range nor a test for being there"),
        };
        bool isExcluded = provider.TryGetProperty("excluded", out JsonElement excluded) && excluded.ValueKind == JsonValueKind.True;
        return condition is not null && isExcluded ? new NotExpression(condition) : condition;
    }

    private Expression? WritePhrase(FieldExpression field, JsonElement provider)
    {
        if (!provider.TryGetProperty("value", out JsonElement value))
        {
            return Fail("one of its conditions has no value");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return WriteText(field, value.GetString()!, TextOf(provider, "valueType") ?? "string");
            case JsonValueKind.Number:
                return EqualTo(field, NumberOf(value.GetRawText()));
            case JsonValueKind.True or JsonValueKind.False:
                return EqualTo(field, new LiteralExpression(value.ValueKind == JsonValueKind.True));
            default:
                return Fail("the value of one of its conditions is no text, number or boolean");
        }
    }

    // A field with several values stands for any of them where it is all there is to the text.
    private Expression? WriteText(FieldExpression field, string text, string type)
    {
        bool isWhole = GuidePlaceholders.TryFind(text, 0, out int start, out int end, out string name)
            && text.Substring(0, start).Trim().Length == 0 && text.Substring(end).Trim().Length == 0;
        if (isWhole && !isTemplate)
        {
            Note(_fields, name);
            bool isNumber = false;
            IReadOnlyList<string> texts = values?.Texts(name, out isNumber) ?? [];
            Expression?[] constants =
                texts.Distinct(StringComparer.Ordinal).Select(t => ConstantOf(t, isNumber ? "number" : type)).ToArray();
            if (constants.Length == 0 || constants.Contains(null))
            {
                Note(_unresolved, name);
                return null;
            }

            return constants.Length == 1 ? EqualTo(field, constants[0]!)
                : new InExpression(field, new NodeList<Expression>(constants!), IsNegated: false, IgnoresCase: false);
        }

        string? filled = Fill(text);
        Expression? constant = filled is null ? null : ConstantOf(filled, HasPlaceholder(filled) ? "string" : type);
        return constant is not null ? EqualTo(field, constant)
            : filled is null ? null : Fail("one of its values is not of the type it names");
    }

    private string? Fill(string text)
    {
        var filled = new System.Text.StringBuilder();
        int from = 0;
        int missing = 0;
        for (int start, end; GuidePlaceholders.TryFind(text, from, out start, out end, out string name); from = end)
        {
            Note(_fields, name);
            string? value = isTemplate ? text.Substring(start, end - start) : values?.FirstText(name);
            if (value is null)
            {
                Note(_unresolved, name);
                missing++;
            }

            filled.Append(text, from, start - from).Append(value);
        }

        return missing > 0 ? null : filled.Append(text, from, text.Length - from).ToString();
    }

    private Expression? WriteRange(FieldExpression field, JsonElement provider)
    {
        JsonElement bounds = provider.TryGetProperty("value", out JsonElement value) ? value : default;
        JsonDocument? parsed = null;
        try
        {
            // Kibana keeps the bounds as an object or as the text of one.
            parsed = bounds.ValueKind == JsonValueKind.String ? JsonDocument.Parse(bounds.GetString()!) : null;
            bounds = parsed?.RootElement ?? bounds;
            var parts = new List<Expression>();
            IEnumerable<JsonProperty> members = bounds.ValueKind == JsonValueKind.Object ? bounds.EnumerateObject() : [];
            foreach (JsonProperty bound in members)
            {
                ComparisonOperator? comparison = bound.Name switch
                {
                    "gt" => ComparisonOperator.Greater,
                    "gte" => ComparisonOperator.GreaterOrEqual,
                    "lt" => ComparisonOperator.Less,
                    "lte" => ComparisonOperator.LessOrEqual,
                    _ => null,
                };
                string text = bound.Value.ValueKind == JsonValueKind.String ? bound.Value.GetString()! : bound.Value.GetRawText();
                if (comparison is ComparisonOperator known && Fill(text) is string filled
                    && ConstantOf(filled, TypeFor(filled, provider, "number")) is Expression limit)
                {
                    parts.Add(new ComparisonExpression(field, known, limit));
                }
            }

            return parts.Count > 0 ? Join(parts, isOr: false)
                : _unresolved.Count > 0 ? null : Fail("one of its ranges has no bounds");
        }
        catch (JsonException)
        {
            return Fail("one of its ranges has no bounds");
        }
        finally
        {
            parsed?.Dispose();
        }
    }

    private string TypeFor(string text, JsonElement provider, string otherwise) =>
        HasPlaceholder(text) ? "string" : TextOf(provider, "valueType") ?? otherwise;

    // In a template it stands where a value will, so it is shown as text.
    private bool HasPlaceholder(string text) => isTemplate && GuidePlaceholders.TryFind(text, 0, out _, out _, out _);

    private static Expression? ConstantOf(string text, string type)
    {
        switch (type)
        {
            case "number":
                return NumberOf(text);
            case "boolean":
                return text is "true" or "false" ? new LiteralExpression(text == "true") : null;
            default:
                return new LiteralExpression(text);
        }
    }

    private static Expression? NumberOf(string text)
    {
        const NumberStyles Style = NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? new LiteralExpression(whole)
            : double.TryParse(text, Style, CultureInfo.InvariantCulture, out double real) && !double.IsInfinity(real) && !double.IsNaN(real)
                ? new LiteralExpression(real) : null;
    }

    private static ComparisonExpression? EqualTo(FieldExpression field, Expression? constant) =>
        constant is null ? null : new ComparisonExpression(field, ComparisonOperator.Equal, constant);

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Note(List<string> names, string name)
    {
        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }

    private Expression? Fail(string problem)
    {
        Problem ??= problem;
        return null;
    }
}
