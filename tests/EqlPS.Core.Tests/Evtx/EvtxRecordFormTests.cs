using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Tests.Evtx.Writing;
using EqlPS.Values;

namespace EqlPS.Tests.Evtx;

/// <summary>Values of records that are put into bytes come out of them as they were.</summary>
public sealed class EvtxRecordFormTests
{
    [Fact]
    public void Values_of_random_records_come_back()
    {
        var store = new TemplateStore();
        int fields = 0;
        for (int seed = 0; seed < 100; seed++)
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
                List<RawField> read = EvtxRawRecords.Read(record, out _);
                AssertComesBack(read);
                fields += read.Count;
            }
        }

        Assert.True(fields > 5000, $"only {fields} fields");
    }

    [Fact]
    public void Values_of_every_kind_and_any_text_come_back() => AssertComesBack(
    [
        new("Record/@Recovered", EqlValue.True),
        new("System/TimeCreated/@SystemTime", EqlValue.From(Timestamp.FromTicks(637_000_000_000_000_001, 7))),
        new("EventData/Empty", EqlValue.From(string.Empty)),
        new("EventData/Größe", EqlValue.From("ä\uD800 \uFFFF")),
        new("EventData/Long", EqlValue.From(new string('x', 70_000))),
        new("EventData/Twice", EqlValue.From("1")),
        new("EventData/Twice", EqlValue.From("\0\u007F")),
    ]);

    private static void AssertComesBack(IReadOnlyList<RawField> fields)
    {
        byte[] record = EvtxRecordForm.Write(fields);
        Assert.Equal(fields.Select(Show), EvtxRecordForm.Instance.Read(record, new RawRecordWriter()).Select(Show));
    }

    private static string Show(RawField field) => $"{field.Path} {field.Value.Kind} {field.Value}";
}
