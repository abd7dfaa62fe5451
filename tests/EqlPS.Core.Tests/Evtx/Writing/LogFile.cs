using System.Buffers.Binary;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Tree;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>Puts chunks together to the bytes of a log file, and reads such bytes for a test.</summary>
internal static class LogFile
{
    public static byte[] Build(params byte[][] chunks) => Build(false, chunks);

    public static byte[] Build(bool isDirty, params byte[][] chunks)
    {
        var header = new byte[EvtxFileHeader.Size];
        "ElfFile\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), (ulong)Math.Max(0, chunks.Length - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(32), 128);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(36), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(38), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(40), EvtxFileHeader.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(42), (ushort)chunks.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(120), isDirty ? 1u : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(124), Crc32.Compute(header.AsSpan(0, 120)));
        return [.. header, .. chunks.SelectMany(chunk => chunk)];
    }

    /// <summary>A chunk of one record, to be rendered.</summary>
    public static EvtxChunk ChunkOf(params Part[] parts)
    {
        var writer = new ChunkWriter();
        writer.Add(1, parts);
        return Open(writer.Finish());
    }

    public static EvtxChunk Open(byte[] chunk, EvtxLosses? losses = null, bool recover = false) =>
        EvtxChunk.FromBytes(chunk, new EvtxChunkOrigin(new TemplateStore(), losses ?? new EvtxLosses()) { Recover = recover });

    /// <summary>All records of a log as XML, with what the reader says about losses.</summary>
    public static (List<string> Xml, List<ulong> Ids, IReadOnlyList<EvtxLoss> Losses) Read(byte[] file, bool recover = false)
    {
        using EvtxReader reader = EvtxReader.TryOpen(new MemoryStream(file), new EvtxReaderOptions { Recover = recover }, out string? error)
            ?? throw new InvalidDataException(error);
        var xml = new List<string>();
        var ids = new List<ulong>();
        var renderer = new EvtxXmlWriter();
        foreach (EvtxChunk chunk in reader.ReadChunks())
        {
            using (chunk)
            {
                foreach (EvtxRecord record in chunk)
                {
                    ids.Add(record.Id);
                    xml.Add(renderer.Write(record, out EvtxLossReason reason));
                    if (reason != EvtxLossReason.None)
                    {
                        reader.Losses.Add(record.ToLoss(reason));
                    }
                }
            }
        }

        return (xml, ids, reader.Losses.ToList());
    }

    /// <summary>The first record of a chunk as XML; asserts that it is whole.</summary>
    public static string Render(EvtxChunk chunk)
    {
        foreach (EvtxRecord record in chunk)
        {
            string xml = new EvtxXmlWriter().Write(record, out EvtxLossReason reason);
            Assert.Equal(EvtxLossReason.None, reason);
            return xml;
        }

        throw new InvalidDataException("no record");
    }
}
