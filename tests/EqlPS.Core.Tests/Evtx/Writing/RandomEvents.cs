using EqlPS.Events.Evtx.BinaryXml;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>Makes events of every shape at random: templates, literals, both in each other, odd names, arrays and absent parts.</summary>
internal sealed class RandomEvents(Random random)
{
    private static readonly string[] Texts = ["", "a", "b c", "<&>'\"", "\r\n\t", "0x1f", "42", "\u00e4\u20ac", "C:\\x.exe"];
    private static readonly string[] DataNames = ["A", "B", "C", "Data", "", "A/B"];
    private static readonly string[] ElementNames = ["Data", "Data", "Data", "Binary", "x:C"];
    private readonly List<(Template Template, int Count)> _templates = [];
    private int _nextId = 1;

    /// <summary>Paths that such events can answer.</summary>
    public static string[] Paths { get; } =
    [
        "System", "System/EventID", "System/EventID/@Qualifiers", "System/Provider/@Name", "System/Provider/@Guid", "System/Level",
        "EventData", "EventData/@Name", "EventData/A", "EventData/B", "EventData/C", "EventData/Data", "EventData/Binary", "EventData/A/B",
        "EventData/#1", "EventData/#2", "EventData/#3", "EventData/#5", "UserData", "UserData/C", "UserData/C/D", "UserData/C/D/@Name",
        "UserData/C/@Name", "System/EventID", "Nothing/There",
    ];

    /// <summary>The parts of one record; templates of earlier ones are used again.</summary>
    public Part[] Next()
    {
        int kind = random.Next(10);
        return kind == 0 ? [Event(false, 0)] : [Instance(() => Event(true, 0))];
    }

    private Instance Instance(Func<Elem> body)
    {
        if (_templates.Count < 3 || random.Next(3) == 0)
        {
            _templates.Add((new Template(_nextId++ % 50, body()), random.Next(0, 8)));
        }

        (Template template, int count) = _templates[random.Next(_templates.Count)];
        return new Instance(template, [.. Enumerable.Range(0, count).Select(_ => Value(0))]);
    }

    private Elem Event(bool isTemplate, int depth)
    {
        Part[] payload = random.Next(4) switch
        {
            0 when isTemplate => [Sub(random.Next(8), BinaryXmlType.BinaryXml, random.Next(2) == 0)],
            1 => [UserData(isTemplate)],
            2 when !isTemplate => [new Instance(new Template(100 + random.Next(5), EventData(true)), Value(1), Value(1), Value(1))],
            _ => [EventData(isTemplate)],
        };
        return El("Event", [System(isTemplate), .. payload]).With("xmlns", Text("u" + depth)).With("xmlns:x", Text("v"));
    }

    private Elem System(bool isTemplate) => El(
        "System",
        El("EventID", Leaf(isTemplate)).With("Qualifiers", Leaf(isTemplate)),
        new Elem("Provider", [new Attr("Name", Leaf(isTemplate)), new Attr("Guid", Leaf(isTemplate))], [], random.Next(2) == 0),
        El("Level", Leaf(isTemplate)));

    private Elem EventData(bool isTemplate)
    {
        var data = new List<Part>();
        for (int i = random.Next(6); i > 0; i--)
        {
            Elem element = El(ElementNames[random.Next(ElementNames.Length)], Leaf(isTemplate));
            data.Add(random.Next(3) switch
            {
                0 => element,
                1 when random.Next(10) == 0 => element.With("Name", Leaf(isTemplate)),
                _ => element.With("Name", Text(DataNames[random.Next(DataNames.Length)])),
            });
        }

        if (isTemplate && random.Next(8) == 0)
        {
            data.Add(Sub(random.Next(8), BinaryXmlType.BinaryXml));
        }

        Elem result = El("EventData", [.. data]);
        return random.Next(3) == 0 ? result.With("Name", Leaf(isTemplate)) : result;
    }

    private Elem UserData(bool isTemplate) => El(
        "UserData",
        El("x:C", [.. Leaf(isTemplate), El("D", Leaf(isTemplate)).With("Name", Leaf(isTemplate)), .. Leaf(isTemplate)])
            .With("Name", Leaf(isTemplate)));

    /// <summary>Contents without elements.</summary>
    private Part[] Leaf(bool isTemplate) => random.Next(isTemplate ? 9 : 4) switch
    {
        0 => [],
        1 => [Text(Texts[random.Next(Texts.Length)])],
        2 => [Text("a"), new Entity("amp"), new CharRef('!'), new Entity("lt")],
        3 => [new CData("c"), Text("d")],
        4 => [Text("a"), Sub(random.Next(8), BinaryXmlType.String, random.Next(2) == 0)],
        _ => [Sub(random.Next(8), BinaryXmlType.String, random.Next(2) == 0)],
    };

    private Val Value(int depth) => random.Next(depth > 2 ? 9 : 13) switch
    {
        0 => WireValues.Null,
        1 => WireValues.String(Texts[random.Next(Texts.Length)]),
        2 => WireValues.UInt32((uint)random.Next()),
        3 => WireValues.Hex64((ulong)random.Next()),
        4 => WireValues.Guid(new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
        5 => WireValues.FileTime(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(random.Next())),
        6 => WireValues.Strings([.. Enumerable.Range(0, random.Next(4)).Select(_ => Texts[random.Next(Texts.Length)])]),
        7 => WireValues.UInt32s([.. Enumerable.Range(0, random.Next(4)).Select(i => (uint)i)]),
        8 => new Val(BinaryXmlType.Binary, [1, 0xab]),
        9 => WireValues.Xml(EventData(false)),
        10 => WireValues.Nested(new Template(200 + random.Next(5), UserData(true)), Value(depth + 1), Value(depth + 1)),
        11 => WireValues.Xml(El("C", El("D", Text("x")))),
        _ => WireValues.Nested(new Template(300 + random.Next(5), EventData(true)), Value(depth + 1), Value(depth + 1), Value(depth + 1)),
    };
}
