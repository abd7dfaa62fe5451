using System.Buffers.Binary;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.EvtxDamageTests;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Records that are damaged inside, or crafted to unfold without end, cost no more than themselves.</summary>
public sealed class EvtxHostileTests
{
    [Fact]
    public void ATemplateOutsideTheChunkLosesOneRecord()
    {
        foreach (int offset in new[] { -1, int.MaxValue, int.MinValue, 0, 100, 65530, 65536 })
        {
            ChunkWriter writer = Chunk(1, 3);
            writer.Finish();
            BinaryPrimitives.WriteInt32LittleEndian(writer.Bytes.AsSpan(writer.Records[1] + 34), offset);
            AssertDamaged(writer, EvtxLossReason.TemplateDamaged);
        }
    }

    [Fact]
    public void ValueCountsAndSizesThatLieLoseOneRecord()
    {
        foreach (uint count in new uint[] { uint.MaxValue, int.MaxValue, 0x40000000, 500 })
        {
            ChunkWriter writer = Chunk(1, 3);
            writer.Finish();
            BinaryPrimitives.WriteUInt32LittleEndian(writer.Bytes.AsSpan(writer.Records[1] + 38), count);
            AssertDamaged(writer, EvtxLossReason.TemplateDamaged);
        }

        ChunkWriter sizes = Chunk(1, 3);
        sizes.Finish();
        BinaryPrimitives.WriteUInt16LittleEndian(sizes.Bytes.AsSpan(sizes.Records[1] + 42), ushort.MaxValue);
        AssertDamaged(sizes, EvtxLossReason.TemplateDamaged);
    }

    [Fact]
    public void ADamagedLiteralRecordGivesWhatStandsBeforeTheDamage()
    {
        var writer = new ChunkWriter();
        Elem data = El("EventData", El("Data", Text("x")).With("Name", Text("A")), El("Z"));
        writer.Add(1, El("Event", El("System", El("EventID", Text("4"))), data));
        writer.Finish();
        writer.Bytes[writer.Bytes.AsSpan().IndexOf("Z\0\0\0"u8) - 17] = 0x1e;
        using EvtxChunk chunk = LogFile.Open(writer.Bytes);
        EvtxRow row = new EvtxProjection(["System/EventID", "EventData/A"]).CreateRow();
        foreach (EvtxRecord record in chunk)
        {
            string xml = new EvtxXmlWriter().Write(record, out EvtxLossReason reason);
            Assert.Equal(EvtxLossReason.BinaryXmlDamaged, reason);
            Assert.Equal("<Event><System><EventID>4</EventID></System><EventData><Data Name='A'>x</Data></EventData></Event>", xml);
            Assert.False(row.TryRead(record, out _));
            Assert.Equal("4x", row[0].GetText() + row[1].GetText());
        }
    }

    [Fact]
    public void ATemplateInsideItselfEnds()
    {
        // The value of the record's own template is binary XML that uses the same template with the same value.
        var template = new Template(5, El("E", Sub(0, BinaryXmlType.BinaryXml)));
        var writer = new ChunkWriter();
        writer.AddInstance(1, template, WireValues.Nested(template, WireValues.Null));
        writer.Finish();
        using EvtxChunk chunk = LogFile.Open(writer.Bytes);
        Assert.Equal("<E><E></E></E>", LogFile.Render(chunk));
    }

    [Fact]
    public void DeepNestingEnds()
    {
        Part part = Text("x");
        for (int i = 0; i < BinaryXmlParser.DepthLimit; i++)
        {
            part = El("E", part);
        }

        using (EvtxChunk chunk = LogFile.ChunkOf(part))
        {
            Assert.StartsWith("<E><E>", LogFile.Render(chunk), StringComparison.Ordinal);
        }

        AssertTooLarge(El("E", part));
        Val value = WireValues.Null;
        var template = new Template(5, El("E", Sub(0, BinaryXmlType.BinaryXml)));
        for (int i = 0; i < 2 * WalkBudget.Depth; i++)
        {
            value = WireValues.Nested(template, value);
        }

        AssertTooLarge(new Instance(template, value));
    }

    [Fact]
    public void UnfoldingWithoutBoundEnds()
    {
        // Eight uses of one value at every level: 8 to the 30th elements if nothing stopped it.
        var template = new Template(5, El("E", [.. Enumerable.Range(0, 8).Select(_ => Sub(0, BinaryXmlType.BinaryXml))]));
        Val value = WireValues.Null;
        for (int i = 0; i < 30; i++)
        {
            value = WireValues.Nested(template, value);
        }

        AssertTooLarge(new Instance(template, value));

        // A large text used thousands of times.
        var many = new Template(6, El("E", [.. Enumerable.Range(0, 1500).Select(_ => Sub(0, BinaryXmlType.String))]));
        AssertTooLarge(new Instance(many, WireValues.String(new string('x', 20_000))));

        // A large array used in many elements.
        var arrays = new Template(8, El("E", [.. Enumerable.Range(0, 500).Select(_ => El("D", Sub(0, BinaryXmlType.UInt8)))]));
        AssertTooLarge(new Instance(arrays, new Val(BinaryXmlType.UInt8 | BinaryXmlType.Array, new byte[30_000])));
    }

    private static void AssertDamaged(ChunkWriter writer, EvtxLossReason reason)
    {
        (_, List<ulong> ids, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(LogFile.Build(writer.Bytes));
        Assert.Equal([1ul, 2, 3], ids);
        EvtxLoss loss = Assert.Single(losses, loss => loss.Reason != EvtxLossReason.ChunkRecordsChecksum);
        Assert.Equal((reason, 1, EvtxFileHeader.Size + writer.Records[1]), (loss.Reason, loss.Records, (int)loss.Offset));
    }

    private static void AssertTooLarge(Part part)
    {
        (_, List<ulong> ids, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(LogFile.Build(Single(part)));
        Assert.Single(ids);
        Assert.Equal(EvtxLossReason.RecordTooLarge, Assert.Single(losses).Reason);
    }

    private static byte[] Single(Part part)
    {
        var writer = new ChunkWriter();
        writer.Add(1, part);
        return writer.Finish();
    }
}
