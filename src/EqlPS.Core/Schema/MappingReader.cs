using System.Text.Json;
using EqlPS.Analysis;
using EqlPS.Values;

namespace EqlPS.Schema;

/// <summary>Reads an Elasticsearch index mapping: <c>{"properties": {...}}</c>, alone or inside <c>{"mappings": ...}</c>.</summary>
internal static class MappingReader
{
    private const int DeepestMapping = 64;

    /// <summary>The schema that a mapping declares.</summary>
    /// <param name="json">The mapping as UTF-8.</param>
    /// <param name="timestampField">A date even if the mapping does not declare it.</param>
    /// <exception cref="FormatException">The text is no mapping; the message says why.</exception>
    public static FieldSchema Read(ReadOnlyMemory<byte> json, string timestampField)
    {
        var types = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestMapping });
            JsonElement root = IndexOf(document.RootElement);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("mappings", out JsonElement mappings))
            {
                root = mappings;
            }

            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("properties", out JsonElement properties))
            {
                throw new FormatException(
                    "a mapping is a JSON object with [properties], as GET index/_mapping returns it under [mappings]");
            }

            ReadProperties(properties, string.Empty, isNested: false, types, aliases);
        }
        catch (JsonException error)
        {
            throw new FormatException($"the mapping is not valid JSON: {error.Message}", error);
        }

        if (!types.ContainsKey(timestampField) && !aliases.ContainsKey(timestampField))
        {
            types[timestampField] = FieldType.Date;
        }

        return new FieldSchema(types, aliases, isClosed: true);
    }

    // GET index/_mapping names the index around the mapping.
    private static JsonElement IndexOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("mappings", out _) || root.TryGetProperty("properties", out _))
        {
            return root;
        }

        JsonProperty[] indices = root.EnumerateObject().Take(2).ToArray();
        bool isIndex = indices.Length == 1
            && indices[0].Value.ValueKind == JsonValueKind.Object
            && indices[0].Value.TryGetProperty("mappings", out _);
        return isIndex ? indices[0].Value : root;
    }

    private static void ReadProperties(
        JsonElement properties, string prefix, bool isNested, Dictionary<string, FieldType> types, Dictionary<string, string> aliases)
    {
        Expect(properties, prefix + "properties");
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            string path = prefix + property.Name;
            JsonElement field = property.Value;
            Expect(field, path);
            string typeName = TextOf(field, "type") ?? "object";
            if (typeName == "alias")
            {
                aliases[path] = TextOf(field, "path") ?? throw new FormatException($"alias [{path}] of the mapping has no [path]");
                continue;
            }

            if (field.TryGetProperty("properties", out JsonElement children))
            {
                ReadProperties(children, path + ".", isNested || typeName == "nested", types, aliases);
            }
            else if (typeName != "object")
            {
                types[path] = TypeOf(path, typeName, isNested, field);
                ReadSubFields(field, path, typeName, types, aliases);
            }
        }
    }

    // A sub-field holds the same value as its parent, indexed in another way.
    private static void ReadSubFields(
        JsonElement field, string path, string typeName, Dictionary<string, FieldType> types, Dictionary<string, string> aliases)
    {
        if (!field.TryGetProperty("fields", out JsonElement fields) || fields.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty subField in fields.EnumerateObject())
        {
            aliases[$"{path}.{subField.Name}"] = path;
            if (types[path].IsAnalyzedText && subField.Value.ValueKind == JsonValueKind.Object
                && TextOf(subField.Value, "type") == "keyword")
            {
                types[path] = new FieldType(EqlType.Text, typeName) { IsNested = types[path].IsNested };
            }
        }
    }

    private static FieldType TypeOf(string path, string typeName, bool isNested, JsonElement field)
    {
        EqlType type = typeName switch
        {
            "keyword" or "constant_keyword" or "wildcard" or "text" or "match_only_text" => EqlType.Text,
            "byte" or "short" or "integer" or "long" or "unsigned_long" => EqlType.Number,
            "half_float" or "float" or "double" or "scaled_float" => EqlType.Number,
            "date" or "date_nanos" => EqlType.Date,
            "boolean" => EqlType.Boolean,
            "ip" => EqlType.Ip,
            "version" => EqlType.Version,
            _ => EqlType.Unsupported,
        };
        DateFormat? format = null;
        if (type == EqlType.Date && TextOf(field, "format") is string pattern && !DateFormat.TryCreate(pattern, out format))
        {
            throw new FormatException($"field [{path}] of the mapping has a date format that cannot be read: [{pattern}]");
        }

        return new FieldType(type, typeName)
        {
            IsNested = isNested,
            IsWholeNumber = typeName is "byte" or "short" or "integer" or "long" or "unsigned_long",
            DateFormat = format,
            IsAnalyzedText = typeName is "text" or "match_only_text",
            NullValue = field.TryGetProperty("null_value", out JsonElement nullValue) ? ValueOf(nullValue) : default,
        };
    }

    private static EqlValue ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => EqlValue.True,
        JsonValueKind.False => EqlValue.False,
        JsonValueKind.String => EqlValue.From(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? EqlValue.From(whole) : EqlValue.From(element.GetDouble()),
        _ => default,
    };

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Expect(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"[{path}] of the mapping is not an object");
        }
    }
}
