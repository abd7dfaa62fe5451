using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EqlPS.Alerts;

namespace EqlPS.Objects;

/// <summary>Turns JSON values of events into what scripts work with, and back into text.</summary>
internal static class NodeValues
{
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    /// <summary>An <see cref="EqlFields"/>, an array, a string, a number, a Boolean or null. Dates stay the texts they are.</summary>
    public static object? ToObject(EventNode node) => node.IsObject ? new EqlFields(node) : ToObject(node.Json);

    /// <summary>The content of an event or alert, given as one JSON object.</summary>
    public static EqlFields ReadFields(byte[] json) => new(EventTree.Read(json));

    /// <summary>The value of a dotted path as one text, those of a list with commas between; null if there is none.</summary>
    public static string? TextOf(EventNode root, string path)
    {
        IReadOnlyList<string> texts = EventTree.Texts(root.Find(path));
        return texts.Count == 0 ? null : texts.Count == 1 ? texts[0] : string.Join(", ", texts);
    }

    /// <summary>The node as JSON on one line.</summary>
    public static string ToJson(EventNode node)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, Relaxed))
        {
            node.Write(writer);
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>What a writer writes, as UTF-8.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, Relaxed))
        {
            write(writer);
        }

        return content.ToArray();
    }

    private static object? ToObject(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return ToObject(document.RootElement);
    }

    private static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.Object => ReadFields(Encoding.UTF8.GetBytes(element.GetRawText())),
        _ => null,
    };

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt64(out long whole))
        {
            return whole;
        }

        if (element.TryGetUInt64(out ulong large))
        {
            return large;
        }

        return double.TryParse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : element.GetRawText();
    }
}
