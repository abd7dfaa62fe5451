using System.Buffers.Binary;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Tests.Evtx.Writing;
using static EqlPS.Tests.Evtx.Writing.Part;

namespace EqlPS.Tests.Evtx;

/// <summary>Damaged, truncated and unfinished logs: every readable record is read, everything else is counted.</summary>
public sealed class EvtxDamageTests
{
    internal static readonly Template Simple = new(7, El("E", Sub(0, BinaryXmlType.UInt32)));

    [Fact]
    public void AWholeLogHasNoLosses()
    {
        byte[] file = LogFile.Build(Chunk(1, 3).Finish(), Chunk(4, 2).Finish());
        (List<string> xml, List<ulong> ids, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(file);
        Assert.Equal(["<E>1</E>", "<E>2</E>", "<E>3</E>", "<E>4</E>", "<E>5</E>"], xml);
        Assert.Equal([1ul, 2, 3, 4, 5], ids);
        Assert.Empty(losses);
    }

    [Fact]
    public void RecordNumbersOutOfOrderAreRead()
    {
        var writer = new ChunkWriter();
        foreach (uint id in new uint[] { 9, 3, 3, 700 })
        {
            writer.AddInstance(id, Simple, WireValues.UInt32(id));
        }

        (_, List<ulong> ids, _) = LogFile.Read(LogFile.Build(writer.Finish()));
        Assert.Equal([9ul, 3, 3, 700], ids);
    }

    [Fact]
    public void SpaceReservedInAdvanceIsNoLoss()
    {
        byte[] file = [.. LogFile.Build(Chunk(1, 2).Finish()), .. new byte[3 * EvtxChunk.Size]];
        AssertReads(file, [1, 2]);
    }

    [Fact]
    public void TheChunkCountOfTheHeaderIsNoLimit()
    {
        byte[] file = LogFile.Build(Chunk(1, 1).Finish(), Chunk(2, 1).Finish());
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(42), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(124), Crc32.Compute(file.AsSpan(0, 120)));
        AssertReads(file, [1, 2]);
    }

    [Fact]
    public void AZeroedChunkInUseIsReported()
    {
        byte[] file = LogFile.Build(Chunk(1, 1).Finish(), new byte[EvtxChunk.Size], Chunk(9, 1).Finish());
        AssertReads(file, [1, 9], (1, EvtxFileHeader.Size + EvtxChunk.Size, EvtxLossReason.ChunkZeroed, null));
    }

    [Fact]
    public void AZeroedChunkBeforeOneInUseIsReportedEvenIfTheHeaderLags()
    {
        byte[] file = LogFile.Build(Chunk(1, 1).Finish(), new byte[EvtxChunk.Size], Chunk(9, 1).Finish());
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(42), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(124), Crc32.Compute(file.AsSpan(0, 120)));
        AssertReads(file, [1, 9], (1, EvtxFileHeader.Size + EvtxChunk.Size, EvtxLossReason.ChunkZeroed, null));
    }

    [Fact]
    public void AWrongFileHeaderChecksumIsReported()
    {
        byte[] file = LogFile.Build(Chunk(1, 1).Finish());
        file[20] ^= 1;
        AssertReads(file, [1], (-1, 0, EvtxLossReason.FileHeaderDamaged, 0));
    }

    [Fact]
    public void AFileWithoutSignatureButWithAChunkIsRead()
    {
        byte[] file = LogFile.Build(Chunk(1, 1).Finish());
        file.AsSpan(0, EvtxFileHeader.Size).Fill(0xa5);
        AssertReads(file, [1], (-1, 0, EvtxLossReason.FileHeaderDamaged, 0));
    }

    [Fact]
    public void AChunkAloneIsRead()
    {
        (_, List<ulong> ids, IReadOnlyList<EvtxLoss> losses) = LogFile.Read([.. Chunk(1, 2).Finish(), .. Chunk(3, 1).Finish()]);
        Assert.Equal([1ul, 2, 3], ids);
        Assert.Empty(losses);
    }

    [Fact]
    public void AWrongChunkHeaderChecksumIsReported()
    {
        ChunkWriter writer = Chunk(1, 2);
        writer.Finish()[124] ^= 1;
        AssertReads(LogFile.Build(writer.Bytes), [1, 2], (0, EvtxFileHeader.Size, EvtxLossReason.ChunkHeaderChecksum, 0));
    }

    [Fact]
    public void AWrongRecordsChecksumIsReported()
    {
        ChunkWriter writer = Chunk(1, 2);
        writer.Finish()[writer.Records[1] + 16] ^= 1;
        AssertReads(
            LogFile.Build(writer.Bytes), [1, 2],
            (0, EvtxFileHeader.Size + EvtxChunkHeader.Size, EvtxLossReason.ChunkRecordsChecksum, 0));
    }

    [Fact]
    public void AMissingChunkSignatureLosesNoRecord()
    {
        ChunkWriter writer = Chunk(1, 3);
        writer.Finish().AsSpan(0, EvtxChunkHeader.Size).Clear();
        AssertReads(LogFile.Build(writer.Bytes), [1, 2, 3], (0, EvtxFileHeader.Size, EvtxLossReason.ChunkSignatureMissing, null));
    }

    [Fact]
    public void ADamagedRecordLosesOnlyItself()
    {
        ChunkWriter writer = Chunk(1, 4);
        writer.Finish();
        writer.Bytes.AsSpan(writer.Records[2], 8).Fill(0xff);
        AssertReads(
            LogFile.Build(writer.Bytes), [1, 2, 4],
            (0, EvtxFileHeader.Size + EvtxChunkHeader.Size, EvtxLossReason.ChunkRecordsChecksum, 0),
            (0, EvtxFileHeader.Size + writer.Records[2], EvtxLossReason.RecordDamaged, 1));
    }

    [Fact]
    public void AZeroSizeRecordDoesNotHang()
    {
        ChunkWriter writer = Chunk(1, 3);
        writer.Finish();
        BinaryPrimitives.WriteUInt32LittleEndian(writer.Bytes.AsSpan(writer.Records[1] + 4), 0);
        AssertReads(
            LogFile.Build(writer.Bytes), [1, 3],
            (0, EvtxFileHeader.Size + EvtxChunkHeader.Size, EvtxLossReason.ChunkRecordsChecksum, 0),
            (0, EvtxFileHeader.Size + writer.Records[1], EvtxLossReason.RecordDamaged, 1));
    }

    [Fact]
    public void AWrongSizeCopyIsReported()
    {
        ChunkWriter writer = Chunk(1, 3);
        writer.Finish();
        writer.Bytes[writer.Records[2] - 4] ^= 8;
        AssertReads(
            LogFile.Build(writer.Bytes), [1, 2, 3],
            (0, EvtxFileHeader.Size + EvtxChunkHeader.Size, EvtxLossReason.ChunkRecordsChecksum, 0),
            (0, EvtxFileHeader.Size + writer.Records[1], EvtxLossReason.RecordSizeCopy, 0));
    }

    [Fact]
    public void ATruncatedFileGivesItsWholeRecordsAndCountsTheRest()
    {
        ChunkWriter writer = Chunk(1, 5);
        byte[] file = LogFile.Build(writer.Finish());
        int cut = EvtxFileHeader.Size + writer.Records[3] + 10;
        AssertReads(
            file[..cut], [1, 2, 3],
            (0, EvtxFileHeader.Size + writer.Records[3], EvtxLossReason.RecordDamaged, 0),
            (0, cut, EvtxLossReason.ChunkTruncated, 2));
    }

    [Fact]
    public void TruncationBehindTheRecordsIsNoLoss()
    {
        ChunkWriter writer = Chunk(1, 5);
        byte[] file = LogFile.Build(writer.Finish());
        AssertReads(file[..(EvtxFileHeader.Size + writer.Position + 3)], [1, 2, 3, 4, 5]);
    }

    [Fact]
    public void TruncationAtEveryByteNeverFails()
    {
        ChunkWriter writer = Chunk(1, 3);
        byte[] file = LogFile.Build(writer.Finish());
        for (int cut = EvtxFileHeader.Size + 1; cut < EvtxFileHeader.Size + writer.Position; cut += 7)
        {
            (_, List<ulong> ids, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(file[..cut]);
            int whole = writer.Records.Skip(1).Append(writer.Position).Count(end => EvtxFileHeader.Size + end <= cut);
            Assert.Equal(whole, ids.Count);
            Assert.NotEmpty(losses);
        }
    }

    [Fact]
    public void AnOpenLogGivesTheRecordsBehindTheEndThatItsHeaderLagsAt()
    {
        ChunkWriter writer = Chunk(1, 5);
        writer.Finish();
        BinaryPrimitives.WriteUInt32LittleEndian(writer.Bytes.AsSpan(48), (uint)writer.Records[2]);
        BinaryPrimitives.WriteUInt64LittleEndian(writer.Bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(
            writer.Bytes.AsSpan(52), Crc32.Compute(writer.Bytes.AsSpan(512, writer.Records[2] - 512)));
        writer.Seal();
        AssertReads(LogFile.Build(true, writer.Bytes), [1, 2, 3, 4, 5]);
        AssertReads(LogFile.Build(false, writer.Bytes), [1, 2]);
    }

    [Fact]
    public void ARecordAcrossTheEndThatTheHeaderGivesIsRead()
    {
        ChunkWriter writer = Chunk(1, 3);
        writer.Finish(writer.Records[2] + 40);
        AssertReads(LogFile.Build(writer.Bytes), [1, 2, 3]);
        AssertReads(LogFile.Build(true, writer.Bytes), [1, 2, 3]);
    }

    [Fact]
    public void AnArchivedLogThatCountsItsZerosAsRecordsIsWhole()
    {
        AssertReads(LogFile.Build(Chunk(1, 2).Finish(EvtxChunk.Size)), [1, 2]);
    }

    [Fact]
    public void FewerRecordsThanPromisedAreCounted()
    {
        ChunkWriter writer = Chunk(1, 2);
        writer.Finish();
        BinaryPrimitives.WriteUInt64LittleEndian(writer.Bytes.AsSpan(32), 12);
        writer.Seal();
        AssertReads(LogFile.Build(writer.Bytes), [1, 2], (0, EvtxFileHeader.Size + writer.Position, EvtxLossReason.RecordsMissing, 10));
    }

    [Fact]
    public void SlackIsCarvedOnlyWhenAskedForAndMarked()
    {
        ChunkWriter writer = Chunk(1, 6);
        writer.Finish(writer.Records[3]);
        BinaryPrimitives.WriteUInt64LittleEndian(writer.Bytes.AsSpan(32), 3);
        writer.Bytes[writer.Records[4] + 40] ^= 0xff;
        writer.Seal();
        byte[] file = LogFile.Build(writer.Bytes);
        AssertReads(file, [1, 2, 3]);
        var found = new List<(ulong Id, bool IsRecovered)>();
        using EvtxReader reader = EvtxReader.TryOpen(new MemoryStream(file), new EvtxReaderOptions { Recover = true }, out _)!;
        foreach (EvtxChunk chunk in reader.ReadChunks())
        {
            foreach (EvtxRecord record in chunk)
            {
                found.Add((record.Id, record.IsRecovered));
            }

            chunk.Dispose();
        }

        Assert.Equal([(1ul, false), (2ul, false), (3ul, false), (4ul, true), (6ul, true)], found);
    }

    [Fact]
    public void SlackFindsTheTemplateThatHasMoved()
    {
        ChunkWriter writer = Chunk(1, 3);
        BinaryPrimitives.WriteInt32LittleEndian(writer.Bytes.AsSpan(writer.Records[2] + 34), writer.Records[0]);
        writer.Finish(writer.Records[2]);
        BinaryPrimitives.WriteUInt64LittleEndian(writer.Bytes.AsSpan(32), 2);
        writer.Seal();
        (List<string> xml, _, IReadOnlyList<EvtxLoss> losses) = LogFile.Read(LogFile.Build(writer.Bytes), true);
        Assert.Equal(["<E>1</E>", "<E>2</E>", "<E>3</E>"], xml);
        Assert.Empty(losses);
    }

    [Fact]
    public void SlackIsNotFilledWithWhatHasTakenThePlaceOfItsNamesAndTemplates()
    {
        // The template or a name that record 3 refers to has given way to another one that parses as well.
        foreach (bool isName in new[] { true, false })
        {
            ChunkWriter writer = Chunk(1, 3);
            writer.Finish(writer.Records[2]);
            BinaryPrimitives.WriteUInt64LittleEndian(writer.Bytes.AsSpan(32), 2);
            int template = writer.Templates[Simple];
            int at = isName ? writer.Bytes.AsSpan().IndexOf("E\0\0\0"u8) : template + 4;
            writer.Bytes[at]++;
            writer.Seal();
            using EvtxChunk chunk = LogFile.Open(writer.Bytes, recover: true);
            var ids = new List<ulong>();
            foreach (EvtxRecord record in chunk)
            {
                ids.Add(record.Id);
            }

            Assert.Equal([1ul, 2], ids);
        }
    }

    [Fact]
    public void LossesBeyondTheKeptOnesAreCounted()
    {
        var losses = new EvtxLosses();
        for (int i = 0; i < EvtxLosses.Kept + 5; i++)
        {
            losses.Add(new EvtxLoss("a", 0, i, EvtxLossReason.RecordDamaged, 1));
        }

        Assert.Equal(EvtxLosses.Kept + 5, losses.Count);
        Assert.Equal(EvtxLosses.Kept + 5, losses.Records);
        Assert.Equal(EvtxLosses.Kept, losses.ToList().Count);
        Assert.Equal("a: chunk 0, offset 0: a record's frame is damaged; 1 record lost", losses.ToList()[0].ToString());
    }

    internal static ChunkWriter Chunk(uint firstId, int count)
    {
        var writer = new ChunkWriter();
        for (uint id = firstId; id < firstId + count; id++)
        {
            writer.AddInstance(id, Simple, WireValues.UInt32(id));
        }

        return writer;
    }

    private static void AssertReads(
        byte[] file, ulong[] expected, params (int Chunk, int Offset, EvtxLossReason Reason, int? Records)[] losses)
    {
        (List<string> xml, List<ulong> ids, IReadOnlyList<EvtxLoss> actual) = LogFile.Read(file);
        Assert.Equal(expected, ids);
        Assert.Equal(expected.Select(id => $"<E>{id}</E>"), xml);
        Assert.Equal(losses, actual.Select(loss => (loss.Chunk, (int)loss.Offset, loss.Reason, loss.Records)));
    }
}
