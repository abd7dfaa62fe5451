using System.Text.Json;
using EqlPS.Toml;

namespace EqlPS.Alerts;

/// <summary>
/// A place in an event's content with dotted names taken apart: an object with members, or a value as it stands in the event's JSON.
/// </summary>
internal sealed class EventNode
{
    private readonly List<KeyValuePair<string, EventNode>> _members = [];
    private readonly Dictionary<string, int> _places = new(TomlKeyComparer.Instance);

    private EventNode(JsonTokenType kind, ReadOnlyMemory<byte> json)
    {
        Kind = kind;
        Json = json;
    }

    /// <summary>What kind of JSON value it is: an object, the start of an array, or one of the scalars.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The JSON of an array or scalar; empty for an object.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public bool IsObject => Kind == JsonTokenType.StartObject;

    /// <summary>The members in the order of the event; none for anything but an object.</summary>
    public IReadOnlyList<KeyValuePair<string, EventNode>> Members => _members;

    public static EventNode Object() => new(JsonTokenType.StartObject, default);

    public static EventNode Value(JsonTokenType kind, ReadOnlyMemory<byte> json) => new(kind, json);

    /// <summary>The member of a name, or null.</summary>
    public EventNode? Member(string name) => _places.TryGetValue(name, out int place) ? _members[place].Value : null;

    /// <summary>The node of a dotted path, or null.</summary>
    public EventNode? Find(string path)
    {
        EventNode? node = this;
        foreach (string segment in path.Split('.'))
        {
            node = node?.Member(segment);
        }

        return node;
    }

    /// <summary>The dotted paths of all arrays and scalars below, in order. No deeper than the tree, which its reader bounds.</summary>
    public IEnumerable<string> Paths() => _members.SelectMany(member =>
        member.Value.IsObject ? member.Value.Paths().Select(path => $"{member.Key}.{path}") : [member.Key]);

    /// <summary>Adds a member; of two with one name the later one stays.</summary>
    public void Set(string name, EventNode node)
    {
        if (_places.TryGetValue(name, out int place))
        {
            _members[place] = new KeyValuePair<string, EventNode>(name, node);
            return;
        }

        _places.Add(name, _members.Count);
        _members.Add(new KeyValuePair<string, EventNode>(name, node));
    }

    /// <summary>Writes the value, or the object with all its members.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        if (!IsObject)
        {
            writer.WriteRawValue(Json.Span, skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members into an object that is open, without those of some names.</summary>
    public void WriteMembers(Utf8JsonWriter writer, params string[] without)
    {
        foreach (KeyValuePair<string, EventNode> member in _members)
        {
            if (Array.IndexOf(without, member.Key) < 0)
            {
                writer.WritePropertyName(member.Key);
                member.Value.Write(writer);
            }
        }
    }
}
