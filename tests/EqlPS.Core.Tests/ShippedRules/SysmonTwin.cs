using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.ShippedRules;

/// <summary>
/// The few Sysmon events that the cases use, mapped in the plainest way, so that their expectations are tested by themselves.
/// </summary>
internal static class SysmonTwin
{
    private static readonly Dictionary<string, (string Category, string[] Types)> Kinds = new()
    {
        ["1"] = ("process", ["start"]),
        ["3"] = ("network", ["start", "connection", "protocol"]),
        ["11"] = ("file", ["creation"]),
        ["22"] = ("network", ["connection", "protocol", "info"]),
        ["23"] = ("file", ["deletion"]),
    };

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["ProcessGuid"] = "process.entity_id",
        ["Image"] = "process.executable",
        ["DestinationIp"] = "destination.ip",
        ["QueryName"] = "dns.question.name",
        ["TargetFilename"] = "file.path",
    };

    /// <summary>Opens events as XML as if they were ECS documents.</summary>
    public static EventReader Open(InputSource source, FieldTable fields)
    {
        using var reader = new StreamReader(source.Open());
        IEnumerable<string> lines = Events(reader.ReadToEnd()).Select(e => Map(e).ToJsonString());
        byte[] json = Encoding.UTF8.GetBytes(string.Join("\n", lines));
        return PlainEvents.Open(source with { Open = () => new MemoryStream(json) }, fields);
    }

    /// <summary>The events of a text that holds one after the other.</summary>
    public static IEnumerable<XElement> Events(string text) => XElement.Parse($"<Events>{text}</Events>").Elements();

    public static string System(XElement record, string name) => Child(Child(record, "System"), name).Value;

    private static JsonObject Map(XElement record)
    {
        string id = System(record, "EventID");
        Dictionary<string, string> data = Child(record, "EventData").Elements().ToDictionary(d => d.Attribute("Name")!.Value, d => d.Value);
        var document = new JsonObject
        {
            ["@timestamp"] = data["UtcTime"].Replace(' ', 'T') + "Z",
            ["event.category"] = Kinds[id].Category,
            ["event.type"] = JsonSerializer.SerializeToNode(Kinds[id].Types),
            ["host.os.type"] = "windows",
            ["process.name"] = LastPart(data["Image"], '\\'),
        };
        foreach ((string name, string field) in Fields)
        {
            if (data.TryGetValue(name, out string? value))
            {
                document[field] = value;
            }
        }

        if (data.TryGetValue("TargetFilename", out string? path))
        {
            document["file.name"] = LastPart(path, '\\');
            document["file.extension"] = LastPart(path, '.');
        }

        if (id == "22")
        {
            document["network.protocol"] = "dns";
        }

        if (data.TryGetValue("User", out string? user) && user == "NT AUTHORITY\\SYSTEM")
        {
            document["user.id"] = "S-1-5-18";
        }

        return document;
    }

    private static string LastPart(string text, char separator) => text.Substring(text.LastIndexOf(separator) + 1);

    private static XElement Child(XElement parent, string name) => parent.Elements().Single(e => e.Name.LocalName == name);
}
