using System.Text.Json;
using EqlPS.Events.Input;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>The values of an event's document, for rules that are to be met by it.</summary>
internal sealed class TwinDocument
{
    private const int MostOfSource = 25;

    private readonly List<(string Path, JsonElement Value)> _values = [];

    private TwinDocument(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        Add(string.Empty, document.RootElement);
    }

    /// <summary>Each single value with the dotted name of its field.</summary>
    public IReadOnlyList<(string Path, JsonElement Value)> Values => _values;

    /// <summary>Some of the events of some sources.</summary>
    public static List<TwinDocument> Read(WholeEvents events, IEnumerable<InputSource> sources) =>
        sources.SelectMany(source => events.Read(source).Take(MostOfSource)).Select(e => new TwinDocument(e.Json)).ToList();

    /// <summary>The first text of a field; null if it has none.</summary>
    public string? TextOf(string path) =>
        _values.Where(v => v.Path == path && v.Value.ValueKind == JsonValueKind.String).Select(v => v.Value.GetString()).FirstOrDefault();

    /// <summary>The values of a field as they are written.</summary>
    public IEnumerable<string> RawOf(string path) => _values.Where(v => v.Path == path).Select(v => v.Value.GetRawText());

    private void Add(string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Add(path.Length == 0 ? member.Name : path + "." + member.Name, member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(path, item);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                _values.Add((path, element.Clone()));
                break;
        }
    }
}
