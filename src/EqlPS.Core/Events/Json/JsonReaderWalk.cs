using System.Text.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>
/// Reads a record with the runtime's JSON reader: slower than <see cref="JsonWalk"/>, but it takes every valid record and says what is
/// wrong with the others.
/// </summary>
internal static class JsonReaderWalk
{
    /// <summary>Notes the places of the wanted values of a record.</summary>
    /// <param name="record">One JSON value.</param>
    /// <param name="root">The wanted paths.</param>
    /// <param name="tokens">Empty; receives the places.</param>
    /// <param name="fault">Why the record is not an event, or null.</param>
    /// <returns>False if the record is no JSON object; the tokens are then undefined.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, JsonPathNode root, JsonTokens tokens, out string? fault)
    {
        if (!Utf8Text.IsValid(record))
        {
            fault = "the record is not valid UTF-8";
            return false;
        }

        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = JsonProjection.DeepestEvent });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                fault = "the record is not a JSON object";
                return false;
            }

            ReadObject(ref reader, root, tokens);
            if (reader.Read())
            {
                fault = "there is more behind the JSON object";
                return false;
            }
        }
        catch (JsonException error)
        {
            // A level that was just opened is not yet in the count.
            int depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            fault = depth >= JsonProjection.DeepestEvent
                ? FormattableString.Invariant($"objects are nested deeper than {JsonProjection.DeepestEvent} levels")
                : JsonFault.Describe(error, record);
            return false;
        }

        fault = null;
        return true;
    }

    // Iterative: the nodes of open objects and arrays stand on a stack of their own, bounded by the depth the tokeniser allows.
    private static void ReadObject(ref Utf8JsonReader reader, JsonPathNode root, JsonTokens tokens)
    {
        var open = new NodeStack(root);
        JsonPathNode? target = null;
        while (open.Count > 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    target = JsonKeys.Resolve(open.Top, reader.ValueSpan, out JsonMarks marks);
                    tokens.Marks |= marks;
                    if (target is null)
                    {
                        reader.Skip();
                    }

                    break;
                case JsonTokenType.StartObject:
                    tokens.Marks |= target!.ObjectMarks;
                    open.Push(target);
                    break;
                case JsonTokenType.StartArray:
                    open.Push(target!);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    target = open.Count > 0 ? open.Top : null;
                    break;
                default:
                    Add(ref reader, target!, tokens);
                    break;
            }
        }
    }

    private static void Add(ref Utf8JsonReader reader, JsonPathNode node, JsonTokens tokens)
    {
        JsonTokenKind kind = reader.TokenType switch
        {
            JsonTokenType.String => JsonTokenKind.Text,
            JsonTokenType.Number => JsonTokenKind.Number,
            JsonTokenType.True => JsonTokenKind.True,
            JsonTokenType.False => JsonTokenKind.False,
            _ => JsonTokenKind.Null,
        };
        int start = (int)reader.TokenStartIndex + (kind == JsonTokenKind.Text ? 1 : 0);
        tokens.Add(node, start, reader.ValueSpan.Length, kind);
    }
}
