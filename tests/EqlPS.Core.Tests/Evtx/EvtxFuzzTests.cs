using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Records;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Events.Evtx.Values;
using EqlPS.Tests.Evtx.Tree;
using EqlPS.Tests.Evtx.Writing;

namespace EqlPS.Tests.Evtx;

/// <summary>Mutated logs: no exception, no hang, no memory without bound.</summary>
/// <remarks>EQLPS_FUZZ sets the number of inputs, EQLPS_FUZZ_SEED the first of them.</remarks>
public sealed class EvtxFuzzTests
{
    private const int Usual = 2_000;
    private const int MostCompared = 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public void MutatedLogsAreReadWithoutHarm()
    {
        int count = Setting("EQLPS_FUZZ", Usual);
        int first = Setting("EQLPS_FUZZ_SEED", 1);
        var projection = new EvtxProjection(RandomEvents.Paths);
        EvtxRow row = projection.CreateRow();
        var store = new TemplateStore();
        long records = 0;
        long losses = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            byte[] file = Mutate(new Random(seed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            try
            {
                Read(file, store, row, ref records, ref losses);
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}: {failure}");
            }

            Assert.True(watch.Elapsed < Longest, $"seed {seed} took {watch.Elapsed}");
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 256L * 1024 * 1024, $"seed {seed} allocated {allocated} bytes");
        }

        Assert.True(records > count, "most mutations leave most records readable");
        Assert.True(losses > 0);
    }

    private static void Read(byte[] file, TemplateStore store, EvtxRow row, ref long records, ref long losses)
    {
        var options = new EvtxReaderOptions { Recover = true, Templates = store };
        using EvtxReader? reader = EvtxReader.TryOpen(new MemoryStream(file), options, out string? error);
        if (reader is null)
        {
            Assert.NotEmpty(error!);
            return;
        }

        var renderer = new EvtxXmlWriter();
        var fields = new EvtxFieldWriter();
        foreach (EvtxChunk chunk in reader.ReadChunks())
        {
            using (chunk)
            {
                foreach (EvtxRecord record in chunk)
                {
                    records++;
                    bool isRead = row.TryRead(record, out _);
                    List<string> planned = Texts(row);
                    bool isWalked = row.TryWalk(record, out _);
                    if (isRead && isWalked)
                    {
                        Assert.Equal(Texts(row), planned);
                    }

                    var text = new StringWriter();
                    renderer.TryWrite(record, text, out EvtxLossReason reason);
                    losses += reason == EvtxLossReason.None ? 0 : 1;
                    Assert.Equal(reason == EvtxLossReason.None, isWalked);
                    AssertSameFields(fields, record);
                    if (text.GetStringBuilder().Length is > 0 and < 100_000)
                    {
                        AssertWellFormed(text.ToString());
                    }
                }
            }
        }

        losses += reader.Losses.Count;
    }

    /// <summary>What a damaged record still gives is what its elements as far as they go give, if there is room for all of it.</summary>
    private static void AssertSameFields(EvtxFieldWriter writer, in EvtxRecord record)
    {
        byte[] bytes = writer.Write(record, out EvtxLossReason reason);
        if (bytes.Length < MostCompared)
        {
            Assert.Equal(
                FieldTwin.Read(record, out EvtxLossReason expected).Select(field => (field.Path, field.Value.ToString())),
                EvtxRecordForm.Read(bytes).Select(field => (field.Path, field.Value.ToString())));
            Assert.Equal(expected, reason);
        }
    }

    /// <summary>Damaged or not, what is written is XML; two attributes of one name are the log's own fault.</summary>
    private static void AssertWellFormed(string xml)
    {
        try
        {
            XElement.Parse("<root>" + xml + "</root>");
        }
        catch (System.Xml.XmlException failure) when (failure.Message.Contains("duplicate attribute", StringComparison.Ordinal)
            || failure.Message.Contains("prefix", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("namespace", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("xml declaration", StringComparison.OrdinalIgnoreCase))
        {
            // Well-formed but for names.
        }
    }

    private static List<string> Texts(EvtxRow row)
    {
        var texts = new List<string>();
        for (int i = 0; i < row.Count; i++)
        {
            foreach (EvtxValueRef value in row.GetValues(i))
            {
                texts.Add(i.ToString(CultureInfo.InvariantCulture) + ":" + value.GetText());
                if (texts.Count > 1000)
                {
                    return texts;
                }
            }
        }

        return texts;
    }

    private static byte[] Mutate(Random random)
    {
        var events = new RandomEvents(random);
        var writer = new ChunkWriter();
        for (ulong id = 1; id <= 6; id++)
        {
            writer.Add(id, events.Next());
        }

        writer.Finish();
        byte[] file = LogFile.Build(random.Next(2) == 0, writer.Bytes);
        int used = EvtxFileHeader.Size + writer.Position;
        for (int i = random.Next(1, 12); i > 0; i--)
        {
            // Most damage goes where it is parsed; headers get their share.
            int at = random.Next(4) == 0 ? random.Next(used) : random.Next(EvtxFileHeader.Size + EvtxChunkHeader.Size, used);
            switch (random.Next(7))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(16);
                    break;
                case 2:
                    file.AsSpan(at, Math.Min(4, used - at)).Fill(0xff);
                    break;
                case 3:
                    file.AsSpan(at, Math.Min(random.Next(200), used - at)).Clear();
                    break;
                case 4:
                    int length = Math.Min(random.Next(300), used - at);
                    file.AsSpan(random.Next(used - length), length).CopyTo(file.AsSpan(at));
                    break;
                case 5:
                    // An offset of the chunk in the place of another.
                    BitConverter.TryWriteBytes(file.AsSpan(Math.Min(at, used - 4)), random.Next(EvtxChunk.Size));
                    break;
                default:
                    file[at] = (byte)(0x80 | random.Next(0x24));
                    break;
            }
        }

        return random.Next(20) == 0 ? file[..random.Next(file.Length)] : file;
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : usual;
}
