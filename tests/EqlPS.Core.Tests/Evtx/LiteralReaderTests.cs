using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Values;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Literal records that are played token by token give what a walk gives.</summary>
public sealed class LiteralReaderTests
{
    private const int FragmentHeaderSize = 4;

    private static readonly string[] Texts = ["", "a", "C:\\x.exe", "\u00e4", "<&>"];

    [Fact]
    public void Plain_records_give_what_a_walk_gives()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Assert.True(AssertSame(Event(new Random(seed))), $"seed {seed} is plain");
        }
    }

    [Fact]
    public void What_is_not_plain_is_left_to_the_walk()
    {
        Assert.False(AssertSame(El("Event", El("System", El("EventID", new Entity("amp"))))));
        Assert.False(AssertSame(El("Event", El("System", El("EventID", new CData("1"))))));
        Assert.False(AssertSame(El("Event", El("System", El("EventID", new CharRef('1'))))));
        Assert.False(AssertSame(El("Event", new Instance(new Template(1, El("System", El("EventID", Text("1"))))))));
        Elem deep = El("EventID", Text("1"));
        for (int i = 0; i < BinaryXmlParser.DepthLimit; i++)
        {
            deep = El("System", deep);
        }

        Assert.False(AssertSame(deep));
    }

    [Fact]
    public void Cut_records_are_never_taken_for_whole_ones()
    {
        Elem whole = El("Event", El("System", El("EventID", Text("1")).With("Qualifiers", Text("2"))), El("EventData"));
        using EvtxChunk chunk = LogFile.ChunkOf(whole);
        EvtxRecord record = First(chunk);
        var slots = new SlotTable(1);
        var sink = new ProjectionSink(slots, new EvtxProjection(["System/EventID"]).Document);
        var reader = new LiteralReader(sink);

        int end = chunk.Data.Slice(0, record.ContentEnd).LastIndexOf((byte)BinaryXmlToken.EndElement);
        for (int size = end - record.Offset; size > EvtxRecord.HeaderSize + FragmentHeaderSize; size--)
        {
            sink.Start();
            Assert.False(reader.TryRead(new EvtxRecord(chunk, record.Offset, size + sizeof(int), false)), $"{size} bytes");
            slots.Clear();
        }
    }

    private static Elem Event(Random random) => El(
        "Event",
        El(
            "System",
            new Elem("Provider", [new Attr("Name", [Text("p")])], [], random.Next(2) == 0),
            El("EventID", Value(random)).With("Qualifiers", Value(random)),
            El("x:Level", Value(random), Value(random))),
        random.Next(3) == 0
            ? El("UserData", El("C", El("D", Value(random)).With("Name", Value(random), Value(random))))
            : El("EventData", [.. Enumerable.Range(0, random.Next(6)).Select(_ => Data(random))]));

    private static Elem Data(Random random)
    {
        Elem data = El(random.Next(4) == 0 ? "Binary" : "Data", random.Next(5) == 0 ? [] : [Value(random)]);
        return random.Next(3) switch
        {
            0 => data,
            1 => data.With("Name", Text(random.Next(2) == 0 ? "A" : "B")),
            _ => data.With("Name", Value(random)),
        };
    }

    private static Part Value(Random random) => random.Next(4) switch
    {
        0 => new Typed(BinaryXmlType.UInt32, BitConverter.GetBytes(random.Next())),
        1 => new Typed(BinaryXmlType.FileTime, BitConverter.GetBytes(133_000_000_000_000_000L + random.Next())),
        _ => Text(Texts[random.Next(Texts.Length)]),
    };

    // Whether the record is plain.
    private static bool AssertSame(Elem written)
    {
        using EvtxChunk chunk = LogFile.ChunkOf(written);
        EvtxRecord record = First(chunk);
        EvtxRow row = new EvtxProjection(RandomEvents.Paths).CreateRow();
        bool isRead = row.TryRead(record, out EvtxLossReason reason);
        List<string> quick = Values(row);
        Assert.Equal(row.TryWalk(record, out EvtxLossReason slowReason), isRead);
        Assert.Equal(slowReason, reason);
        Assert.Equal(Values(row), quick);
        var sink = new ProjectionSink(new SlotTable(RandomEvents.Paths.Length), new EvtxProjection(RandomEvents.Paths).Document);
        sink.Start();
        return new LiteralReader(sink).TryRead(record);
    }

    private static EvtxRecord First(EvtxChunk chunk)
    {
        foreach (EvtxRecord record in chunk)
        {
            return record;
        }

        throw new InvalidOperationException("no record");
    }

    private static List<string> Values(EvtxRow row)
    {
        var values = new List<string>();
        for (int slot = 0; slot < row.Count; slot++)
        {
            foreach (EvtxValueRef value in row.GetValues(slot))
            {
                values.Add($"{slot} {value.Type} {value.GetText()}");
            }
        }

        return values;
    }
}
