using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Raw;
using EqlPS.Tests.Evtx.Tree;
using EqlPS.Tests.Evtx.Writing;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Evtx;

/// <summary>Values of records that are put into bytes come out of them as they are in the record's elements.</summary>
public sealed class EvtxRecordFormTests
{
    private readonly EvtxFieldWriter _writer = new();

    [Fact]
    public void Fields_of_random_records_are_those_of_their_elements()
    {
        var store = new TemplateStore();
        int fields = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var events = new RandomEvents(new Random(seed));
            var writer = new ChunkWriter();
            for (ulong id = 1; id <= 12; id++)
            {
                writer.Add(id, events.Next());
            }

            using EvtxChunk chunk = EvtxChunk.FromBytes(writer.Finish(), new EvtxChunkOrigin(store, new EvtxLosses()));
            foreach (EvtxRecord record in chunk)
            {
                fields += AssertSame(record);
            }
        }

        Assert.True(fields > 15_000, $"only {fields} fields");
    }

    [SharedFact]
    public void Fields_of_real_records_are_those_of_their_elements()
    {
        int fields = 0;
        foreach (string file in EvtxFiles.Corpus())
        {
            using EvtxReader reader = EvtxFiles.Open(file, true);
            foreach (EvtxChunk chunk in reader.ReadChunks())
            {
                using (chunk)
                {
                    foreach (EvtxRecord record in chunk)
                    {
                        fields += AssertSame(record);
                    }
                }
            }
        }

        Assert.True(fields > 100_000, $"only {fields} fields");
    }

    [Fact]
    public void Values_of_every_kind_and_any_text_come_back()
    {
        var fields = new EvtxFieldBuffer();
        fields.AddTrue("Record/@Recovered".AsSpan());
        fields.Add("System/TimeCreated/@SystemTime".AsSpan(), Timestamp.FromTicks(637_000_000_000_000_001, 7));
        List<RawField> texts =
        [
            new("EventData/Empty", EqlValue.From(string.Empty)),
            new("EventData/Größe", EqlValue.From("ä\uD800 \uFFFF")),
            new("EventData/Long", EqlValue.From(new string('x', 70_000))),
            new("EventData/Twice", EqlValue.From("1")),
            new("EventData/Twice", EqlValue.From("\0\u007F")),
        ];
        texts.ForEach(field => fields.Add(field.Path.AsSpan(), field.Value.AsText().AsSpan()));
        List<RawField> expected =
        [
            new("Record/@Recovered", EqlValue.True),
            new("System/TimeCreated/@SystemTime", EqlValue.From(Timestamp.FromTicks(637_000_000_000_000_001, 7))),
            .. texts,
        ];
        Assert.Equal(expected.Select(Show), EvtxRecordForm.Read(fields.ToArray()).Select(Show));
    }

    [Fact]
    public void A_record_that_names_a_deep_place_endlessly_takes_bounded_room()
    {
        Elem element = Part.El(new string('n', 400)).With("a", Part.Text(string.Empty)).With("b", Part.Text(string.Empty));
        Part[] many = [.. Enumerable.Repeat(element, 1_000)];
        for (int depth = 0; depth < 50; depth++)
        {
            many = [Part.El(new string('m', 400), many)];
        }

        var chunk = new ChunkWriter();
        chunk.Add(1, Part.El("Event", many));
        using EvtxChunk read = EvtxChunk.FromBytes(chunk.Finish(), new EvtxChunkOrigin(new TemplateStore(), new EvtxLosses()));
        EvtxRecord record = default;
        foreach (EvtxRecord only in read)
        {
            record = only;
        }

        byte[] fields = _writer.Write(record, out EvtxLossReason reason);
        Assert.Equal(EvtxLossReason.RecordTooLarge, reason);
        Assert.InRange(fields.Length, EvtxFieldBuffer.MostBytes / 2, EvtxFieldBuffer.MostBytes);
        Assert.NotEmpty(EvtxRecordForm.Read(fields));
    }

    private int AssertSame(in EvtxRecord record)
    {
        byte[] bytes = _writer.Write(record, out EvtxLossReason reason);
        List<RawField> expected = FieldTwin.Read(record, out EvtxLossReason expectedReason);
        Assert.Equal(expectedReason, reason);
        Assert.Equal(expected.Select(Show), EvtxRecordForm.Read(bytes).Select(Show));
        return expected.Count;
    }

    private static string Show(RawField field) => $"{field.Path} {field.Value.Kind} {field.Value}";
}
