using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Evtx;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Logs that somebody else is writing, renaming or deleting while they are read.</summary>
public sealed class LiveLogTests
{
    [Fact]
    public void What_is_appended_while_a_log_is_read_is_read_too_whatever_its_header_says()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] log = LogFile.Build(isDirty: true, Chunk(1));
            File.WriteAllBytes(path, log);
            using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            EventSource source = EventSources.Open(InputSource.OfFile(path, FieldSchema.Open("@timestamp")), new InputLossLog()).Single();
            using RawRecordReader reader = source.OpenRaw(new FieldTable());
            var numbers = new List<long>();
            var faults = new FaultCounter();
            while (reader.Read([], faults))
            {
                numbers.Add(reader.Location.Record);
                if (reader.Location.Record is 1 or 11)
                {
                    writer.Write(Chunk((ulong)reader.Location.Record + 10));
                    writer.Flush();
                }
            }

            Assert.Equal([1, 2, 3, 11, 12, 13, 21, 22, 23], numbers);
            Assert.Equal((0, 0), (reader.Losses.Count, reader.Losses.NoteCount));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_log_that_is_deleted_while_it_is_read_is_read_to_its_end()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, LogFile.Build(isDirty: true, Chunk(1), Chunk(4), Chunk(7)));
        EventSource source = EventSources.Open(InputSource.OfFile(path, FieldSchema.Open("@timestamp")), new InputLossLog()).Single();
        int blocks = 0;
        long records = 0;
        var readers = BlockReaders.ForRaw(new FieldTable());
        foreach (EventBlock block in source.Blocks(new BlockSize(1, 1, 1)))
        {
            File.Delete(path);
            using RawRecordReader reader = readers.OpenRaw(block);
            while (reader.Read([], new FaultCounter()))
            {
                records++;
            }

            blocks++;
        }

        Assert.Equal((3, 9L), (blocks, records));
    }

    [Fact]
    public void Wrong_checksums_cost_no_record_and_are_noted()
    {
        byte[] chunk = Chunk(1);
        chunk[52] ^= 0xFF;
        var input = new InputSource("log", () => new MemoryStream(LogFile.Build(chunk)), FieldSchema.Open("@timestamp"));
        EventSource source = EventSources.Open(input, new InputLossLog()).Single();
        using RawRecordReader reader = source.OpenRaw(new FieldTable());
        long records = 0;
        while (reader.Read([], new FaultCounter()))
        {
            records++;
        }

        Assert.Equal((3, 0L), (records, reader.Losses.Count));
        Assert.Equal(
            ["chunk 0, offset 4096: the chunk header's checksum is wrong; no record lost",
            "chunk 0, offset 4608: the checksum of the chunk's records is wrong; no record lost"],
            reader.Losses.Notes.Select(note => note.Reason));
    }

    private static byte[] Chunk(ulong first)
    {
        var writer = new ChunkWriter();
        for (ulong id = first; id < first + 3; id++)
        {
            writer.Add(id, El("Event", El("System", El("EventID", Text("1")))));
        }

        return writer.Finish();
    }
}
