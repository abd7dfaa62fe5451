using System.IO.Compression;
using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Schema;

namespace EqlPS.Tests.Events;

/// <summary>Packing and encodings, recognised by content.</summary>
public sealed class InputOpenerTests
{
    private const string Line = "{\"EventID\":1,\"Channel\":\"C\",\"A\":\"é😀\"}\n";
    private static readonly string[] Paths = ["EventData/A"];

    public static IEnumerable<object[]> Packings =>
    [
        [Utf8(Line)],
        [new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Utf8(Line)).ToArray()],
        [Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Line)).ToArray()],
        [Encoding.Unicode.GetBytes(Line)],
        [Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes(Line)).ToArray()],
        [Gzip(Utf8(Line))],
        [Gzip(Encoding.Unicode.GetBytes(Line))],
        [Zip(("a.txt", Utf8(Line)))],
        [Zip(("folder/", []), ("folder/a.gz", Gzip(Utf8(Line))))],
        [Zip(("inner.zip", Zip(("a", Utf8(Line)))))],
        [Gzip(Zip(("a", Utf8(Line))))],
    ];

    [Theory]
    [MemberData(nameof(Packings))]
    public void Reads_whatever_the_packing_once_or_twice(byte[] bytes)
    {
        var losses = new InputLossLog();
        Assert.Equal(["EventData/A=é😀"], RawText.Read(bytes, Paths, losses));
        Assert.Equal(["EventData/A=é😀"], RawText.Read(bytes, Paths, losses, isRepeatable: false));
        Assert.Equal(0, losses.Count);
    }

    [Fact]
    public void Reads_members_that_follow_one_another_in_a_gzip_file()
    {
        byte[] bytes = Gzip(Utf8(Line)).Concat(Gzip(Utf8(Line))).ToArray();
        Assert.Equal(2, RawText.Read(bytes, Paths).Count);
    }

    [Fact]
    public void Names_the_members_of_archives()
    {
        byte[] bytes = Zip(("b/x.json", Utf8(Line)), ("y.zip", Zip(("z", Utf8(Line)))));
        var names = new List<string>();
        foreach (EventSource source in RawText.Open(bytes, new InputLossLog(), isRepeatable: true))
        {
            names.Add(source.Name);
            source.Dispose();
        }

        Assert.Equal(["test!b/x.json", "test!y.zip!z"], names);
    }

    [Fact]
    public void Archives_are_unpacked_one_within_another_and_no_deeper()
    {
        var losses = new InputLossLog();
        byte[] bytes = Zip(("a", Utf8(Line)), ("b.zip", Zip(("c.zip", Zip(("d", Utf8(Line)))))));
        Assert.Single(RawText.Read(bytes, Paths, losses));
        InputLoss loss = Assert.Single(losses.First);
        Assert.Equal(("test!b.zip!c.zip", "archives are unpacked one within another, not deeper"), (loss.Location.Source, loss.Reason));
    }

    [Fact]
    public void A_bomb_is_read_only_so_far()
    {
        byte[] bytes = Gzip(Utf8(Line + new string(' ', 4_000_000) + "\n" + Line));
        var losses = new InputLossLog();
        var limits = new UnpackLimits(MostRatio: 100, FreeBytes: 100_000);
        int events = 0;
        foreach (EventSource source in RawText.Open(bytes, losses, isRepeatable: false, limits))
        {
            using var reader = source.OpenRaw(new FieldTable());
            while (reader.Read([], new FaultCounter()))
            {
                events++;
            }

            Assert.Equal("it unpacks to more than 100 times its size, which no event log does; the rest is not read", Assert.Single(reader.Losses.First).Reason);
        }

        Assert.Equal(1, events);
    }

    [Fact]
    public void Damaged_and_cut_packing_loses_only_what_is_behind()
    {
        byte[] text = Utf8(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"EventID\":1,\"Channel\":\"C\",\"A\":\"{i * 7919 % 10007}\"}}\n")));
        byte[] packed = Gzip(text);
        var losses = new InputLossLog();
        int events = RawText.Read(packed.Take(packed.Length / 2).ToArray(), Paths, losses).Count;
        Assert.InRange(events, 1_000, 19_000);
        Assert.Contains(losses.First, l => l.Reason == "the packed data ends too early");

        for (int i = packed.Length / 2; i < (packed.Length / 2) + 40; i++)
        {
            packed[i] ^= 0x5A;
        }

        losses = new InputLossLog();
        events = RawText.Read(packed, Paths, losses).Count;
        Assert.InRange(events, 1_000, 19_999);
        Assert.NotEqual(0, losses.Count);
    }

    [Fact]
    public void A_damaged_archive_is_counted()
    {
        byte[] bytes = Zip(("a", Utf8(Line)));
        var losses = new InputLossLog();
        Assert.Empty(RawText.Read(bytes.Take(bytes.Length - 10).ToArray(), Paths, losses));
        Assert.StartsWith("the zip archive is damaged", Assert.Single(losses.First).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_utf16_is_replaced_and_counted()
    {
        byte[] bytes = Encoding.Unicode.GetBytes(Line).Concat(new byte[] { 0x00, 0xD8, 0x0A, 0x00, 0x7B }).ToArray();
        var losses = new InputLossLog();
        Assert.Equal(["EventData/A=é😀"], RawText.Read(bytes, Paths, losses));
        Assert.Contains(losses.First, l => l.Reason == "2 characters are not valid UTF-16 and were replaced");
    }

    [Fact]
    public void Surrogates_and_blocks_of_any_size_survive_transcoding()
    {
        string text = string.Concat(Enumerable.Range(0, 70_000).Select(i => i % 3 == 0 ? "😀" : i % 3 == 1 ? "é" : "a"));
        foreach (int size in new[] { 1, 2, 3, 7, 4096, 65_535, 1_000_000 })
        {
            var troubles = new InputTroubles();
            using var stream = new Utf16Stream(new Dripping(Encoding.BigEndianUnicode.GetBytes(text), size), isBigEndian: true, troubles);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            Assert.Equal(text, Encoding.UTF8.GetString(copy.ToArray()));
            Assert.Empty(troubles.Texts);
        }
    }

    [Theory]
    [InlineData("hello world", "this is no event log that begins with \"hello world\"")]
    [InlineData("<html><body/></html>", "this is no event log that begins with \"<html><body/></h\"")]
    [InlineData("\u0001\u0000MZ\"", "this is a binary file that begins with \"..MZ\"\"")]
    public void An_unknown_format_says_what_was_seen_and_what_is_understood(string text, string start)
    {
        var error = Assert.Throws<InputException>(() => RawText.Read(text, Paths));
        Assert.StartsWith($"test: {start}; understood are JSON", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0\0\0\0LfLe", "wevtutil epl old.evt new.evtx /lf:true")]
    public void Binary_logs_are_recognised(string text, string advice) =>
        Assert.Contains(advice, Assert.Throws<InputException>(() => RawText.Read(text, Paths)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\uFEFF")]
    public void Nothing_is_no_event(string text) => Assert.Empty(RawText.Read(text, Paths));

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_its_own()
    {
        var source = new InputSource("gone", () => throw new FileNotFoundException("not there"), FieldSchema.Open("@timestamp"));
        Assert.Equal("gone: not there", Assert.Throws<InputException>(() => EventSources.Open(source, new InputLossLog())).Message);
    }

    [Fact]
    public void A_folder_is_walked_in_order_and_links_to_folders_are_not_followed()
    {
        string root = Directory.CreateTempSubdirectory("eqlps").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "b", "c"));
            foreach (string name in new[] { "z.json", Path.Combine("b", "a.xml"), Path.Combine("b", "c", "m"), ".hidden" })
            {
                File.WriteAllText(Path.Combine(root, name), Line);
            }

            Directory.CreateSymbolicLink(Path.Combine(root, "b", "loop"), root);
            Assert.Equal(
                new[] { ".hidden", Path.Combine("b", "a.xml"), Path.Combine("b", "c", "m"), "z.json" },
                InputPaths.Expand(root).Select(p => Path.GetRelativePath(root, p)));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    internal static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    internal static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in members)
            {
                using Stream stream = archive.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
