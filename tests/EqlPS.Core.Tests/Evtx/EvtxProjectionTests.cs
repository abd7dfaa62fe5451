using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Values;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Wanted values of an event by path, from templates and from literal events.</summary>
public sealed class EvtxProjectionTests
{
    private static readonly Template Payload = new(
        2,
        El(
            "EventData",
            El("Data", Sub(0, BinaryXmlType.String)).With("Name", Text("Image")),
            El("Data", Sub(1, BinaryXmlType.UInt32)).With("Name", Text("ProcessId")),
            El("Data", Sub(2, BinaryXmlType.String)),
            El("Binary", Sub(3, BinaryXmlType.Binary, true))));

    private static readonly Template Outer = new(
        1,
        El(
            "Event",
            El(
                "System",
                El("EventID", Sub(0, BinaryXmlType.UInt16, true)).With("Qualifiers", Sub(1, BinaryXmlType.UInt16, true)),
                El("Computer", Text("host")),
                new Elem("Security", [new Attr("UserID", [Sub(2, BinaryXmlType.Sid, true)])], [], true)),
            Sub(3, BinaryXmlType.BinaryXml, true),
            El("RenderingInfo", El("Task", Text("Start")))));

    [Fact]
    public void ReadsTypedValues()
    {
        using EvtxChunk chunk = LogFile.ChunkOf(new Instance(
            Outer, WireValues.UInt16(4624), WireValues.Null, WireValues.Sid(18),
            WireValues.Nested(Payload, WireValues.String("a.exe"), WireValues.UInt32(7), WireValues.Strings("x", "y"), WireValues.Null)));
        EvtxRow row = Read(
            chunk, "System/EventID", "System/EventID/@Qualifiers", "System/Security/@UserID", "EventData/Image", "EventData/ProcessId",
            "System/Computer", "EventData/#3", "EventData/#4", "EventData/#1", "EventData/Binary", "System/Security", "EventData/Image");
        Assert.True(row[0].TryGetInt64(out long id));
        Assert.Equal(4624, id);
        Assert.Equal(BinaryXmlType.UInt16, row[0].Type);
        Assert.True(row[1].IsNone);
        Assert.Equal("S-1-5-18", row[2].GetText());
        Assert.Equal("a.exe", row[3].GetText());
        Assert.True(row[4].TryGetUInt64(out ulong pid));
        Assert.Equal(7ul, pid);
        Assert.Equal("host", row[5].GetText());
        Assert.Equal("x", row[6].GetText());
        Assert.Equal("y", row[7].GetText());
        Assert.True(row[8].IsNone);
        Assert.True(row[9].IsNone);
        Assert.False(row[10].IsNone);
        Assert.Equal(string.Empty, row[10].GetText());
        Assert.Equal("a.exe", row[11].GetText());
    }

    [Fact]
    public void ARowForgetsTheRecordBefore()
    {
        var writer = new ChunkWriter();
        writer.AddInstance(1, Outer, WireValues.UInt16(1), WireValues.Null, WireValues.Sid(18), WireValues.Nested(Payload, WireValues.String("a")));
        writer.AddInstance(2, Outer, WireValues.UInt16(2));
        using EvtxChunk chunk = LogFile.Open(writer.Finish());
        EvtxRow row = new EvtxProjection(["System/EventID", "EventData/Image", "System/Security/@UserID"]).CreateRow();
        var seen = new List<string>();
        foreach (EvtxRecord record in chunk)
        {
            Assert.True(row.TryRead(record, out _));
            seen.Add($"{row[0]},{row[1].IsNone},{row[2].IsNone}");
        }

        Assert.Equal(["1,False,False", "2,True,True"], seen);
    }

    [Fact]
    public void ArraysAndRepetitionsAreSeveralValues()
    {
        var template = new Template(
            1,
            El(
                "Event",
                El(
                    "EventData",
                    El("Data", Sub(0, BinaryXmlType.String)).With("Name", Text("A")),
                    El("Data", Text("last")).With("Name", Text("A")),
                    El("Data", Sub(0, BinaryXmlType.String)).With("Name", Text("B")))));
        using EvtxChunk chunk = LogFile.ChunkOf(new Instance(template, WireValues.Strings("x", "", "z")));
        EvtxRow row = Read(chunk, "EventData/A", "EventData/B", "EventData/C");
        Assert.Equal(["x", "", "z", "last"], All(row, 0));
        Assert.Equal(["x", "", "z"], All(row, 1));
        Assert.Empty(All(row, 2));
    }

    [Fact]
    public void ForwardedEventsAreRead()
    {
        using EvtxChunk chunk = LogFile.ChunkOf(El(
            "Event",
            El("System", El("EventID", Text("1116")).With("Qualifiers", Text("0"))),
            El("EventData", El("Data", Text("https://x/?a=1"), new Entity("amp"), Text("b=2")).With("Name", Text("Link"))),
            El("RenderingInfo", El("Task", Text("Logon")), El("Keywords", El("Keyword", Text("a")), El("Keyword", Text("b"))))
                .With("Culture", Text("en-US"))));
        EvtxRow row = Read(
            chunk, "System/EventID", "EventData/Link", "RenderingInfo/Task", "RenderingInfo/@Culture", "RenderingInfo/Keywords/Keyword");
        Assert.True(row[0].TryGetInt64(out long id));
        Assert.Equal(1116, id);
        Assert.Equal("https://x/?a=1&b=2", row[1].GetText());
        Assert.Equal("Logon", row[2].GetText());
        Assert.Equal("en-US", row[3].GetText());
        Assert.Equal(["a", "b"], All(row, 4));
    }

    [Fact]
    public void ADamagedPayloadLeavesTheRest()
    {
        var writer = new ChunkWriter();
        var damaged = new Val(BinaryXmlType.BinaryXml, [0x0f, 1, 1, 0, 0x0c, 1, 0, 0, 0, 0, 0xff]);
        writer.AddInstance(1, Outer, WireValues.UInt16(1), WireValues.Null, WireValues.Null, damaged);
        using EvtxChunk chunk = LogFile.Open(writer.Finish());
        EvtxRow row = new EvtxProjection(["System/EventID", "EventData/Image", "RenderingInfo/Task"]).CreateRow();
        foreach (EvtxRecord record in chunk)
        {
            Assert.False(row.TryRead(record, out EvtxLossReason reason));
            Assert.Equal(EvtxLossReason.TemplateDamaged, reason);
            Assert.Equal("1", row[0].GetText());
            Assert.True(row[1].IsNone);
            Assert.Equal("Start", row[2].GetText());
        }
    }

    [Fact]
    public void TheHotPathAllocatesNothing()
    {
        using EvtxChunk chunk = LogFile.ChunkOf(new Instance(
            Outer, WireValues.UInt16(1), WireValues.Null, WireValues.Sid(18), WireValues.Nested(Payload, WireValues.String("a.exe"), WireValues.UInt32(7))));
        string[] paths = ["System/EventID", "System/Security/@UserID", "EventData/Image", "EventData/ProcessId"];
        EvtxRow row = new EvtxProjection(paths).CreateRow();
        var text = new char[100];
        int Pass()
        {
            int length = 0;
            foreach (EvtxRecord record in chunk)
            {
                Assert.True(row.TryRead(record, out _));
                for (int i = 0; i < row.Count; i++)
                {
                    length += row[i].CopyUtf16(text);
                }
            }

            return length;
        }

        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        int total = 0;
        for (int i = 0; i < 100; i++)
        {
            total += Pass();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(100 * "1S-1-5-18a.exe7".Length, total);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("System/")]
    [InlineData("System//EventID")]
    [InlineData("System/@")]
    [InlineData("@A/B")]
    public void RefusesWhatIsNoPath(string path) => Assert.Throws<ArgumentException>(() => new EvtxProjection([path]));

    private static EvtxRow Read(EvtxChunk chunk, params string[] paths)
    {
        EvtxRow row = new EvtxProjection(paths).CreateRow();
        foreach (EvtxRecord record in chunk)
        {
            Assert.True(row.TryRead(record, out EvtxLossReason reason), reason.ToString());
        }

        return row;
    }

    private static List<string> All(EvtxRow row, int slot)
    {
        var all = new List<string>();
        foreach (EvtxValueRef value in row.GetValues(slot))
        {
            all.Add(value.GetText());
        }

        return all;
    }
}
