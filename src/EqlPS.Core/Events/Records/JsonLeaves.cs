using System.Text.Json;
using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Records;

/// <summary>Lists everything in a JSON record that has a value.</summary>
[HotPath]
internal static class JsonLeaves
{
    // No field has a longer path; what stands under one is left out, so that deep nesting of long names cannot swell.
    private const int LongestPath = 1024;

    /// <summary>The values below a prefix, in the order of the record. The record was read before, so it is valid.</summary>
    /// <param name="record">One JSON object.</param>
    /// <param name="prefix">Ends with a dot, or is empty; it is left off the paths.</param>
    /// <param name="names">Shares the names of fields that repeat; null for none.</param>
    public static List<JsonLeaf> Read(ReadOnlySpan<byte> record, string prefix, TextCache? names = null)
    {
        var leaves = new List<JsonLeaf>();
        var open = new Stack<(string Path, int Item, bool IsArray)>();
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = JsonProjection.DeepestEvent });
        string path = string.Empty;
        int items = 0;
        while (reader.Read())
        {
            bool isInArray = open.Count > 0 && open.Peek().IsArray;
            bool isValue = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray);
            int item = open.Count == 0 ? 0 : isInArray && isValue ? ++items : open.Peek().Item;
            path = isInArray ? open.Peek().Path : path;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = Join(open.Peek().Path, ref reader, names);
                    break;
                case JsonTokenType.StartObject:
                    open.Push((path, item, false));
                    break;
                case JsonTokenType.StartArray:
                    open.Push((path, item, true));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    if (path.Length <= LongestPath && path.StartsWith(prefix, StringComparison.Ordinal))
                    {
                        leaves.Add(new JsonLeaf(path.Substring(prefix.Length), Text(ref reader), item));
                    }

                    break;
            }
        }

        return leaves;
    }

    private static string Join(string parent, ref Utf8JsonReader reader, TextCache? names) =>
        parent.Length > LongestPath ? parent
        : parent.Length == 0 ? names is null || reader.ValueIsEscaped ? Text(ref reader) : names.Get(reader.ValueSpan)
        : $"{parent}.{Text(ref reader)}";

    private static string Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan) : Utf8Text.Decode(reader.ValueSpan);
}
