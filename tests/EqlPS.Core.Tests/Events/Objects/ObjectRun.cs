using System.Collections;
using System.Text;
using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Objects;
using EqlPS.Mappings;
using EqlPS.Schema;
using EqlPS.Tests.Mappings;
using EqlPS.Values;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Reads objects and files and shows their events: whole documents, or the values of wanted fields.</summary>
internal static class ObjectRun
{
    public const string Timestamp = "@timestamp";

    /// <summary>The documents of some objects.</summary>
    public static List<string> Documents(IEnumerable<object?> items, ReadingMode mode = ReadingMode.Default, MappingSet? mappings = null)
    {
        using ObjectEventReader reader = Open([], mode, mappings);
        return Documents(reader, items);
    }

    public static List<string> Documents(ObjectEventReader reader, IEnumerable<object?> items)
    {
        var documents = new List<string>();
        var context = new EvaluationContext(0);
        foreach (object? item in items)
        {
            reader.Offer(item);
            while (reader.Read(context))
            {
                documents.Add(Encoding.UTF8.GetString(reader.Keep().Json));
            }
        }

        return documents;
    }

    /// <summary>The documents of a file's content.</summary>
    public static List<string> FileDocuments(byte[] content, ReadingMode mode = ReadingMode.Default)
    {
        var documents = new List<string>();
        var fields = new FieldTable();
        var readers = new EventReaders(fields, mode, Timestamp);
        var input = new InputSource("test", () => new MemoryStream(content), FieldSchema.Open(Timestamp));
        foreach (EventReader reader in readers.Open(input, new InputLossLog()))
        {
            using (reader)
            {
                var context = new EvaluationContext(0);
                while (reader.Read(context))
                {
                    documents.Add(Encoding.UTF8.GetString(reader.Keep().Json));
                }
            }
        }

        return documents;
    }

    public static ObjectEventReader Open(
        IEnumerable<string> paths, ReadingMode mode = ReadingMode.Default, MappingSet? mappings = null, bool isThroughJson = false)
    {
        var fields = new FieldTable();
        foreach (string path in paths)
        {
            fields.SlotOf(path);
        }

        return new EventReaders(fields, mode, Timestamp, mappings).OpenObjects(new StandInAccess(), isThroughJson: isThroughJson);
    }

    /// <summary>The values of an object's wanted fields; none if it holds no event.</summary>
    public static string[] Values(ObjectEventReader reader, object? item, int count)
    {
        var context = new EvaluationContext(count);
        reader.Offer(item);
        return reader.Read(context) ? context.All().Select(Show).ToArray() : [];
    }

    public static string Show(EqlValue value) => value.IsNull ? string.Empty
        : string.Join("|", Enumerable.Range(0, value.Count).Select(i => value.ItemAt(i).ToString()));

    /// <summary>A document's leaves, in no order.</summary>
    public static SortedDictionary<string, string> Leaves(string document)
    {
        using JsonDocument parsed = JsonDocument.Parse(document);
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, List<string>> leaf in DocumentFields.Flatten(parsed.RootElement))
        {
            leaves.Add(leaf.Key, string.Join("|", leaf.Value));
        }

        return leaves;
    }

    /// <summary>JSON as a host's converter makes objects of it: custom objects, lists, numbers, truth values, texts.</summary>
    public static object? FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return FromJson(document.RootElement, asDictionary: false);
    }

    /// <summary>JSON as dictionaries.</summary>
    public static object? DictionaryFromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return FromJson(document.RootElement, asDictionary: true);
    }

    private static object? FromJson(JsonElement element, bool asDictionary)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when asDictionary:
                var dictionary = new Hashtable();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    dictionary[property.Name] = FromJson(property.Value, asDictionary);
                }

                return dictionary;
            case JsonValueKind.Object:
                var item = new StandIn();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    item.With(property.Name, new StandInAccess.Wrapped(FromJson(property.Value, asDictionary)));
                }

                return item;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(e => FromJson(e, asDictionary)).ToArray();
            case JsonValueKind.Number:
                return element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return element.ValueKind == JsonValueKind.Null ? null : element.GetString();
        }
    }
}
