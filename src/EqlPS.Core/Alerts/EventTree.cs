using System.Text;
using System.Text.Json;
using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Alerts;

/// <summary>Reads the content of events, and works out what several events have in common.</summary>
internal static class EventTree
{
    // What readers let through; dotted names may add no depth to it.
    private const int DeepestEvent = 128;

    /// <summary>How deep an alert may nest: its event stands some levels within it.</summary>
    public const int DeepestAlert = DeepestEvent + 8;

    /// <summary>The content of an event or alert, given as one valid JSON object.</summary>
    public static EventNode Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestAlert });
        EventNode root = EventNode.Object();
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadMembers(ref reader, json, root, 1);
        }

        return root;
    }

    /// <summary>
    /// The fields that all nodes have with one value; of lists the items that all of them have. Null if there is nothing.
    /// </summary>
    public static EventNode? Intersect(EventNode left, EventNode right)
    {
        if (left.IsObject && right.IsObject)
        {
            EventNode common = EventNode.Object();
            foreach (KeyValuePair<string, EventNode> member in left.Members)
            {
                if (right.Member(member.Key) is EventNode other && Intersect(member.Value, other) is EventNode shared)
                {
                    common.Set(member.Key, shared);
                }
            }

            return common.Members.Count > 0 ? common : null;
        }

        if (left.Kind == JsonTokenType.StartArray && right.Kind == JsonTokenType.StartArray)
        {
            return IntersectLists(left, right);
        }

        return !left.IsObject && left.Kind == right.Kind && CanonicalText(left.Json.Span) == CanonicalText(right.Json.Span) ? left : null;
    }

    /// <summary>What all of several contents share, those that are not there aside; an empty object if that is nothing.</summary>
    public static EventNode Intersect(IEnumerable<EventNode?> contents)
    {
        EventNode? common = null;
        foreach (EventNode? content in contents)
        {
            if (content is not null)
            {
                common = common is null ? content : Intersect(common, content) ?? EventNode.Object();
            }
        }

        return common ?? EventNode.Object();
    }

    /// <summary>The JSON of each item of an array, in order; none for anything else.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Items(EventNode? list) =>
        list?.Kind == JsonTokenType.StartArray ? ReadItems(list).Select(i => i.Json) : [];

    /// <summary>The texts of a scalar, or of each scalar in a list, in order; numbers and booleans as JSON writes them.</summary>
    public static IReadOnlyList<string> Texts(EventNode? node)
    {
        if (node is null || node.IsObject)
        {
            return [];
        }

        var texts = new List<string>();
        var reader = new Utf8JsonReader(node.Json.Span, new JsonReaderOptions { MaxDepth = DeepestAlert });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    texts.Add(TextOf(ref reader));
                    break;
                case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    texts.Add(Utf8Text.Decode(reader.ValueSpan));
                    break;
                case JsonTokenType.StartObject:
                    reader.Skip();
                    break;
            }
        }

        return texts;
    }

    /// <summary>A text that is the same for the same JSON value, however it is spaced and escaped.</summary>
    public static string CanonicalText(ReadOnlySpan<byte> json)
    {
        var text = new StringBuilder(json.Length);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestAlert });
        while (reader.Read())
        {
            // A length before each text keeps different values from reading alike.
            text.Append((char)('A' + (int)reader.TokenType));
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                string part = TextOf(ref reader);
                text.Append(part.Length).Append(':').Append(part);
            }
            else if (reader.TokenType == JsonTokenType.Number)
            {
                text.Append(Utf8Text.Decode(reader.ValueSpan)).Append(' ');
            }
        }

        return text.ToString();
    }

    private static EventNode? IntersectLists(EventNode left, EventNode right)
    {
        var wanted = new HashSet<string>(ReadItems(right).Select(i => i.Text), Toml.TomlKeyComparer.Instance);
        var shared = new List<ReadOnlyMemory<byte>>();
        foreach ((string text, ReadOnlyMemory<byte> json) in ReadItems(left))
        {
            if (wanted.Remove(text))
            {
                shared.Add(json);
            }
        }

        if (shared.Count == 0)
        {
            return null;
        }

        var list = new MemoryStream();
        for (int i = 0; i < shared.Count; i++)
        {
            list.WriteByte((byte)(i == 0 ? '[' : ','));
            list.Write(shared[i].ToArray(), 0, shared[i].Length);
        }

        list.WriteByte((byte)']');
        return EventNode.Value(JsonTokenType.StartArray, list.ToArray());
    }

    private static List<(string Text, ReadOnlyMemory<byte> Json)> ReadItems(EventNode list)
    {
        var items = new List<(string, ReadOnlyMemory<byte>)>();
        var reader = new Utf8JsonReader(list.Json.Span, new JsonReaderOptions { MaxDepth = DeepestAlert });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadOnlyMemory<byte> json = ReadValue(ref reader, list.Json);
            items.Add((CanonicalText(json.Span), json));
        }

        return items;
    }

    // The reader stands on the first token of the value and then on its last.
    private static ReadOnlyMemory<byte> ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json.Slice(start, (int)reader.BytesConsumed - start);
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, EventNode target, int depth)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = TextOf(ref reader);
            reader.Read();
            (EventNode parent, string last, int parentDepth) = Descend(target, name, depth);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                JsonTokenType kind = reader.TokenType;
                ReadOnlyMemory<byte> value = ReadValue(ref reader, json);

                // A field that is both a value and an object cannot be shown as both; the object stays.
                if (parent.Member(last) is not { IsObject: true })
                {
                    parent.Set(last, EventNode.Value(kind, value));
                }

                continue;
            }

            EventNode? existing = parent.Member(last);
            EventNode child = existing is { IsObject: true } ? existing : EventNode.Object();
            parent.Set(last, child);
            ReadMembers(ref reader, json, child, parentDepth + 1);
        }
    }

    // [a.b.c] stands for c within b within a, unless one of these is a value already or the event would become too deep.
    private static (EventNode Parent, string Last, int Depth) Descend(EventNode target, string name, int depth)
    {
        if (name.IndexOf('.') < 0)
        {
            return (target, name, depth);
        }

        string[] segments = name.Split('.');
        if (depth + segments.Length > DeepestEvent / 2 || Array.IndexOf(segments, string.Empty) >= 0)
        {
            return (target, name, depth);
        }

        EventNode? node = target;
        for (int i = 0; i < segments.Length - 1 && node is not null; i++)
        {
            node = node.Member(segments[i]);
            if (node is { IsObject: false })
            {
                return (target, name, depth);
            }
        }

        node = target;
        for (int i = 0; i < segments.Length - 1; i++)
        {
            EventNode? next = node.Member(segments[i]);
            if (next is null)
            {
                next = EventNode.Object();
                node.Set(segments[i], next);
            }

            node = next;
        }

        return (node, segments[segments.Length - 1], depth + segments.Length - 1);
    }

    // A lone surrogate, which JSON can escape, cannot be written again.
    private static string TextOf(ref Utf8JsonReader reader) =>
        Utf8Text.Decode(reader.ValueIsEscaped ? JsonText.UnescapeUtf8(reader.ValueSpan) : reader.ValueSpan);
}
