using System.IO.Compression;
using System.Text;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Opening logs: what is one, from where, and what happens to those who write it meanwhile.</summary>
public sealed class EvtxReaderTests
{
    [Theory]
    [InlineData("", "not an EVTX file: it is empty")]
    [InlineData("MZ", "not an EVTX file: starts with 'MZ' (4d5a)")]
    [InlineData("{\"a\":1}\n\u0001xxxx", "not an EVTX file: starts with '{\"a\":1}.' (7b2261223a317d0a)")]
    [InlineData(
        "0\0\0\0LfLe and more",
        "legacy .evt log, which is not supported; convert it on Windows: wevtutil epl old.evt new.evtx /lf:true")]
    public void SaysWhatIsNoLog(string start, string expected)
    {
        Assert.Null(EvtxReader.TryOpen(new MemoryStream(Encoding.Latin1.GetBytes(start)), new EvtxReaderOptions(), out string? error));
        Assert.EndsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysWhyAFileCanNotBeOpened()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Assert.Null(EvtxReader.TryOpen(path, new EvtxReaderOptions(), out string? error));
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Null(EvtxReader.TryOpen(Path.GetTempPath(), new EvtxReaderOptions(), out error));
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void RecognisesLogsByTheirStart()
    {
        Assert.True(EvtxReader.Recognises("ElfFile\0"u8));
        Assert.True(EvtxReader.Recognises("ElfChnk\0"u8));
        Assert.True(EvtxReader.Recognises("0\0\0\0LfLe"u8));
        Assert.False(EvtxReader.Recognises("ElfFile"u8));
        Assert.False(EvtxReader.Recognises([]));
    }

    [Fact]
    public void ReadsForwardFromACompressedStreamInSmallPieces()
    {
        byte[] file = LogFile.Build(Chunk(1), Chunk(2), Chunk(3));
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, true))
        {
            zip.Write(file);
        }

        packed.Position = 0;
        Assert.Equal([1ul, 2, 3], Ids(new GZipStream(new Trickle(packed), CompressionMode.Decompress), out EvtxLosses losses));
        Assert.Equal(0, losses.Count);
    }

    [Fact]
    public void ASourceThatFailsIsReportedWithWhatCameBefore()
    {
        byte[] file = LogFile.Build(Chunk(1), Chunk(2));
        var stream = new Trickle(new MemoryStream(file)) { FailsAt = EvtxFileHeader.Size + EvtxChunk.Size + 100 };
        Assert.Equal([1ul], Ids(stream, out EvtxLosses losses));
        Assert.Contains(losses.ToList(), loss => loss.Reason == EvtxLossReason.SourceFailed && loss.Chunk == 1);
    }

    [Fact]
    public void ALogCanBeWrittenRenamedAndDeletedWhileItIsRead()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".evtx");
        File.WriteAllBytes(path, LogFile.Build(Chunk(1)));
        try
        {
            using EvtxReader reader = EvtxReader.TryOpen(path, new EvtxReaderOptions(), out _)!;
            using (FileStream writer = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            {
                writer.Write(Chunk(2));
            }

            File.Move(path, path + ".old");
            File.Delete(path + ".old");
            Assert.Equal(path, reader.Path);
            Assert.Equal(2, reader.ReadChunks().Count());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ChunksReadByManyThreadsGiveTheSame()
    {
        byte[] file = LogFile.Build([.. Enumerable.Range(1, 60).Select(i => Chunk((uint)i))]);
        using EvtxReader reader = EvtxReader.TryOpen(new MemoryStream(file), new EvtxReaderOptions(), out _)!;
        string[] xml = reader.ReadChunks().AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(chunk =>
        {
            using (chunk)
            {
                return LogFile.Render(chunk);
            }
        }).ToArray();
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"<E N='{i}'></E>"), xml);
        Assert.Empty(reader.ReadChunks());
    }

    [Theory]
    [InlineData("Event", 0x0cba)]
    [InlineData("System", 0x546f)]
    [InlineData("Data", 0x6f8a)]
    public void HashesNamesAsWindowsDoes(string name, int hash) =>
        Assert.Equal(hash, ChunkTemplates.NameHash(Encoding.Unicode.GetBytes(name)));

    [Fact]
    public void TheSameTemplateInOtherChunksIsTheSameProgram()
    {
        var a = new Template(1, El("E", Sub(0, BinaryXmlType.UInt32)).With("N", Text("1")));
        var b = new Template(1, El("E", Sub(0, BinaryXmlType.UInt32)).With("N", Text("2")));
        var store = new TemplateStore();
        TemplateProgram first = Program(store, a, false);
        Assert.Same(first, Program(store, a, false));

        // Names that stand elsewhere change the bytes, not the template.
        Assert.Same(first, Program(store, a, true));
        Assert.Same(first, Program(store, a, true));
        Assert.NotSame(first, Program(store, b, false));
    }

    private static TemplateProgram Program(TemplateStore store, Template template, bool namesFirst)
    {
        var writer = new ChunkWriter();
        if (namesFirst)
        {
            writer.Add(1, El("N", El("E")));
        }

        writer.AddInstance(2, template, WireValues.UInt32(5));
        EvtxChunk chunk = EvtxChunk.FromBytes(writer.Finish(), new EvtxChunkOrigin(store, new EvtxLosses()));
        return chunk.Templates.Get(writer.Templates[template], 0)!;
    }

    private static byte[] Chunk(uint id)
    {
        var writer = new ChunkWriter();
        writer.AddInstance(id, new Template(1, El("E").With("N", Sub(0, BinaryXmlType.UInt32))), WireValues.UInt32(id));
        return writer.Finish();
    }

    private static List<ulong> Ids(Stream stream, out EvtxLosses losses)
    {
        using EvtxReader reader = EvtxReader.TryOpen(stream, new EvtxReaderOptions(), out _)!;
        losses = reader.Losses;
        var ids = new List<ulong>();
        foreach (EvtxChunk chunk in reader.ReadChunks())
        {
            foreach (EvtxRecord record in chunk)
            {
                ids.Add(record.Id);
            }

            chunk.Dispose();
        }

        return ids;
    }

    /// <summary>Gives few bytes at a time, can not be rewound, and may fail at a place.</summary>
    private sealed class Trickle(Stream inner) : Stream
    {
        public long FailsAt { get; init; } = long.MaxValue;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Position >= FailsAt
                ? throw new IOException("gone")
                : inner.Read(buffer, offset, (int)Math.Min(Math.Min(count, 1000), FailsAt - inner.Position));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
