using System.IO.Compression;
using System.Text;
using EqlPS.Events;
using EqlPS.Events.Evtx;
using EqlPS.Tests.Evtx.Writing;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Events;

/// <summary>Sources that are read in blocks give what they give in one piece: events, locations and losses.</summary>
public sealed class BlockTests
{
    private static readonly BlockSize[] Sizes =
    [
        new(64, 1024, 1), new(100, 300, 2), new(1000, 64, 3), new(4096, 8192, 5), new(64 * 1024, 1024 * 1024, 8), BlockSize.Default,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Lines_with_damage_anywhere(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(seed % 2 == 0 ? "\uFEFF" : string.Empty).Append("{\"id\":-1}\n");
        for (int i = 0; i < 400; i++)
        {
            text.Append(Line(random, i)).Append(random.Next(9) switch { 0 => "\r\n", 1 => "\n\n", 2 => "\n \n", _ => "\n" });
        }

        Same(Encoding.UTF8.GetBytes(text.ToString()));
        Same(Encoding.UTF8.GetBytes(text.ToString().TrimEnd()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Objects_over_several_lines_with_damage_anywhere(int seed)
    {
        var random = new Random(seed);
        string indent = new(' ', seed % 3);
        var text = new StringBuilder();
        for (int i = 0; i < 300; i++)
        {
            string record = $"{indent}{{\n{indent}  \"id\": {i},\n{indent}  \"process\": {{\n{indent}    \"name\": \"a{{}}\"\n"
                + $"{indent}  }}\n{indent}}}\n";
            if (i > 2 && random.Next(6) == 0)
            {
                record = record.Remove(random.Next(record.Length - 3), 1 + random.Next(3));
            }

            text.Append(random.Next(5) == 0 ? record.TrimStart() : record).Append(random.Next(8) == 0 ? "\n\n" : string.Empty);
        }

        Same(Encoding.UTF8.GetBytes(text.ToString()));
    }

    [Fact]
    public void What_cannot_be_cut_is_one_stretch()
    {
        string[] records = Enumerable.Range(0, 200).Select(i => $"{{\"id\":{i},\"host\":{{\"name\":\"h\"}}}}").ToArray();
        foreach (string text in new[]
        {
            "[" + string.Join(",\n", records) + "]", string.Concat(records), string.Concat(Enumerable.Repeat(EventForms.Xml, 30)),
            "<Events>\n" + EventForms.Xml + EventForms.Xml + "</Events>", string.Empty, "\n\n  \n",
        })
        {
            Same(Encoding.UTF8.GetBytes(text), isCut: false);
        }
    }

    [Fact]
    public void A_line_without_end_is_a_stretch_and_what_is_before_it_is_not()
    {
        string[] lines = Enumerable.Range(0, 100).Select(i => $"{{\"id\":{i}}}").ToArray();
        lines[60] = "{\"id\":60,\"x\":\"" + new string('y', 40_000) + "\"}";
        var twin = new BlockTwin();
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join("\n", lines));
        Same(bytes, isCut: true, twin);
        Assert.Equal(11, InBlocks(twin, bytes, new BlockSize(64, 128, 1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Flattened_events_keep_the_clock_of_their_host(bool asItStands)
    {
        var random = new Random(5);
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++)
        {
            // The second host comes late, so that it costs a second survey; the third one is never clear.
            int host = i < 2500 ? 0 : random.Next(3);
            string utc = host == 2 ? string.Empty : $",\"UtcTime\":\"2020-09-17 {(host == 0 ? 21 : 12)}:31:45.900\"";
            string name = i % 7 == 0 && host < 2 ? utc : string.Empty;
            text.Append($"{{\"EventID\":1,\"SourceName\":\"Microsoft-Windows-Sysmon\",\"Hostname\":\"H{host}\",\"Channel\":\"c\",")
                .Append($"\"EventTime\":\"2020-09-17 17:31:46\"{name}}}\n");
        }

        var twin = new BlockTwin(asItStands ? ReadingMode.AsItStands : ReadingMode.Default);
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        List<string> whole = twin.Whole(() => new MemoryStream(bytes));
        Assert.Equal(whole, twin.InBlocks(() => new MemoryStream(bytes), new BlockSize(9000, 90000, 1), 3));
        Assert.True(twin.BlockCount > 20, $"{twin.BlockCount} blocks");
    }

    [Fact]
    public void Packed_sources_that_break_off_lose_the_same()
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"id\":{i},\"x\":\"{i * 7919 % 3001}\"}}\n"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[] bytes = packed.ToArray();
        Same(bytes);
        byte[] cut = bytes[..(bytes.Length / 2)];
        Same(cut);
        List<string> lines = new BlockTwin().Whole(() => new MemoryStream(cut));
        Assert.Contains("1 lost, 1 noted", lines);
        Assert.Contains(lines, line => line.StartsWith("lost:", StringComparison.Ordinal)
            && line.Contains("Reason = the packed data ends too early", StringComparison.Ordinal));
    }

    [Fact]
    public void Members_of_an_archive_wait_for_each_other()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int member = 0; member < 6; member++)
            {
                using Stream stream = archive.CreateEntry($"{member}.json").Open();
                string[] records = Enumerable.Range(0, 2000).Select(i => $"{{\"id\":{i},\"m\":{member}}}").ToArray();
                stream.Write(Encoding.UTF8.GetBytes(member % 2 == 0 ? $"[{string.Join(',', records)}]" : string.Join('\n', records)));
            }
        }

        Same(packed.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Event_logs_with_damage_anywhere(int seed)
    {
        var random = new Random(seed);
        var events = new RandomEvents(random);
        var chunks = new List<byte[]>();
        ulong id = 1;
        for (int i = 0; i < 12; i++)
        {
            var writer = new ChunkWriter();
            for (int n = random.Next(1, 20); n > 0; n--)
            {
                writer.Add(id++, events.Next());
            }

            chunks.Add(random.Next(7) == 0 ? new byte[EvtxChunk.Size] : writer.Finish());
        }

        byte[] log = LogFile.Build(seed % 2 == 0, chunks.ToArray());
        Same(log);
        for (int i = 0; i < 30; i++)
        {
            log[random.Next(log.Length)] = (byte)random.Next(256);
            int at = EvtxFileHeader.Size + (random.Next(chunks.Count) * EvtxChunk.Size) + random.Next(2000);
            log[at] ^= 0x55;
        }

        Same(log);
        Same(log[..^100_000]);
        Same(log[EvtxFileHeader.Size..]);
    }

    [SharedFact]
    public void Every_log_of_the_corpus()
    {
        string[] files = [.. Directory.GetFiles(SharedData.Path("corpus/evtx"), "*.evtx"), .. Smallest("corpus/otrf", 12)];
        int blocks = 0;
        foreach (string file in files)
        {
            var twin = new BlockTwin();
            List<string> whole = twin.Whole(() => File.OpenRead(file));
            Assert.Equal(whole, twin.InBlocks(() => File.OpenRead(file), new BlockSize(64 * 1024, 1024 * 1024, 1), 2));
            blocks += twin.BlockCount;
        }

        Assert.True(blocks > 2 * files.Length, $"only {blocks} blocks");
    }

    private static IEnumerable<string> Smallest(string folder, int count) =>
        Directory.GetFiles(SharedData.Path(folder), "*.gz").OrderBy(f => new FileInfo(f).Length).Take(count);

    private static void Same(byte[] bytes, bool isCut = true, BlockTwin? twin = null)
    {
        twin ??= new BlockTwin();
        List<string> whole = twin.Whole(() => new MemoryStream(bytes));
        int cuts = 0;
        foreach (BlockSize size in Sizes)
        {
            Assert.Equal(whole, twin.InBlocks(() => new MemoryStream(bytes), size, 2));
            cuts = Math.Max(cuts, twin.BlockCount);
        }

        Assert.Equal(isCut, cuts > 1);
    }

    private static int InBlocks(BlockTwin twin, byte[] bytes, BlockSize size)
    {
        twin.InBlocks(() => new MemoryStream(bytes), size, 1);
        return twin.BlockCount;
    }

    private static string Line(Random random, int number) => random.Next(14) switch
    {
        0 => $"{{\"id\":{number},\"s\":\"",
        1 => $"{{\"id\":{number}}}}}",
        2 => "  ",
        3 => $"[{number}]",
        4 => EventForms.Flat,
        5 => EventForms.Winlog,
        6 => $"  {{\"id\":{number},\"process\":{{\"name\":\"{new string('n', random.Next(300))}\"}}}}  ",
        _ => $"{{\"id\":{number},\"event\":{{\"code\":\"{random.Next(50)}\"}}}}",
    };
}
