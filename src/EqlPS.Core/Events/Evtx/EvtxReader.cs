using System.Buffers;
using System.Text;
using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Events.Evtx;

/// <summary>Reads an event log chunk by chunk, forward only, from a file that may still be written or from any stream.</summary>
/// <remarks>Chunks do not depend on each other nor on the reader: hand them to as many threads as memory allows, 64 KB each.</remarks>
internal sealed class EvtxReader : IDisposable
{
    private const int StartSize = EvtxFileHeader.Size + 8;

    private readonly Stream _stream;
    private readonly EvtxReaderOptions _options;
    private readonly byte[] _carried;
    private readonly bool _isHeaderless;
    private readonly List<EvtxLoss> _holes = [];
    private int _chunkNumber;
    private long _offset;
    private bool _isEnumerated;

    private EvtxReader(Stream stream, EvtxReaderOptions options, ReadOnlySpan<byte> start)
    {
        _stream = stream;
        _options = options;
        Losses = options.Losses ?? new EvtxLosses();
        Path = options.Path;
        Header = EvtxFileHeader.TryRead(start);
        _isHeaderless = start.StartsWith(EvtxChunkHeader.Signature);
        _offset = _isHeaderless ? 0 : EvtxFileHeader.Size;
        _carried = start.Slice(Math.Min(start.Length, (int)_offset)).ToArray();
    }

    /// <summary>The log's path or name; null for an unnamed stream.</summary>
    public string? Path { get; }

    /// <summary>The file header; null when only chunks were found.</summary>
    public EvtxFileHeader? Header { get; }

    /// <summary>What could not be read, of this log and of others that share the collection.</summary>
    public EvtxLosses Losses { get; }

    /// <summary>True when bytes begin like an event log, or have a chunk where it stands behind a file header.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => IsLog(start) || EvtxLegacyFormat.Recognises(start);

    private static bool IsLog(ReadOnlySpan<byte> start) =>
        start.StartsWith(EvtxFileHeader.Signature) || start.StartsWith(EvtxChunkHeader.Signature)
        || (start.Length > EvtxFileHeader.Size && start.Slice(EvtxFileHeader.Size).StartsWith(EvtxChunkHeader.Signature));

    /// <summary>Opens a file so that Windows can go on writing, renaming and deleting it.</summary>
    /// <returns>The reader, or null with a sentence that says why; errors of the operating system are such sentences too.</returns>
    public static EvtxReader? TryOpen(string path, EvtxReaderOptions options, out string? error)
    {
        FileStream stream;
        try
        {
            // A buffer of one byte is none: the reader reads whole chunks.
            stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (IsSourceFailure(failure))
        {
            error = failure.Message;
            return null;
        }

        EvtxReader? reader = TryOpen(stream, options.Path is null ? options with { Path = path } : options, out error);
        if (reader is null)
        {
            stream.Dispose();
        }

        return reader;
    }

    /// <summary>Starts reading a stream at its position; the reader owns the stream once it is returned.</summary>
    /// <returns>The reader, or null with a sentence that says why.</returns>
    public static EvtxReader? TryOpen(Stream stream, EvtxReaderOptions options, out string? error)
    {
        byte[] start = ArrayPool<byte>.Shared.Rent(StartSize);
        try
        {
            ReadOnlySpan<byte> data = start.AsSpan(0, Fill(stream, start, StartSize));
            error = IsLog(data) ? null
                : EvtxLegacyFormat.Recognises(data) ? EvtxLegacyFormat.Advice
                : data.IsEmpty ? "not an EVTX file: it is empty"
                : "not an EVTX file: starts with " + Describe(data.Slice(0, Math.Min(8, data.Length)));
            return error is null ? new EvtxReader(stream, options, data) : null;
        }
        catch (Exception failure) when (IsSourceFailure(failure))
        {
            error = failure.Message;
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }
    }

    /// <summary>The log was not closed when it was read or copied.</summary>
    public bool IsOpenLog => Header is not { IsDirty: false };

    /// <summary>The chunks in the order of the file, each to be disposed by the caller; the log can be enumerated once.</summary>
    public IEnumerable<EvtxChunk> ReadChunks()
    {
        TemplateStore templates = _options.Templates ?? new TemplateStore();
        return ReadBytes().Select(chunk =>
            EvtxChunk.FromRented(chunk.Buffer, chunk.Length, new EvtxChunkOrigin(templates, Losses)
            {
                Path = Path,
                Number = chunk.Number,
                FileOffset = chunk.FileOffset,
                IsOpenLog = IsOpenLog,
                Recover = _options.Recover,
            }));
    }

    /// <summary>The bytes of the chunks in the order of the file, for others to make chunks of; the log can be enumerated once.</summary>
    public IEnumerable<EvtxChunkBytes> ReadBytes()
    {
        if (_isEnumerated)
        {
            yield break;
        }

        _isEnumerated = true;
        if (!_isHeaderless && Header is not { ChecksumAgrees: true })
        {
            Losses.Add(new EvtxLoss(Path, -1, 0, EvtxLossReason.FileHeaderDamaged, 0));
        }

        int carried = _carried.Length;
        while (true)
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(EvtxChunk.Size);
            _carried.AsSpan(0, carried).CopyTo(buffer);
            int length = ReadChunk(buffer, carried);
            carried = 0;
            if (length > 0 && Accept(buffer, length) is EvtxChunkBytes chunk)
            {
                yield return chunk;
            }
            else
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            if (length < EvtxChunk.Size)
            {
                break;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private EvtxChunkBytes? Accept(byte[] buffer, int length)
    {
        int number = _chunkNumber++;
        long offset = _offset;
        _offset += length;
        if (Bytes.AllZero(buffer.AsSpan(0, length)))
        {
            var hole = new EvtxLoss(Path, number, offset, EvtxLossReason.ChunkZeroed, null);
            if (number < Header?.ChunkCount)
            {
                Losses.Add(hole);
            }
            else if (_holes.Count < EvtxLosses.Kept)
            {
                // Space reserved in advance is zero and no loss, unless a chunk in use follows it.
                _holes.Add(hole);
            }

            return null;
        }

        _holes.ForEach(Losses.Add);
        _holes.Clear();
        return new EvtxChunkBytes(buffer, length, number, offset);
    }

    /// <summary>Fills the buffer as far as the stream goes; the bytes before a failure of the source count.</summary>
    private int ReadChunk(byte[] buffer, int carried)
    {
        int length = carried;
        try
        {
            int read;
            while (length < EvtxChunk.Size && (read = _stream.Read(buffer, length, EvtxChunk.Size - length)) > 0)
            {
                length += read;
            }
        }
        catch (Exception failure) when (IsSourceFailure(failure))
        {
            Losses.Add(new EvtxLoss(Path, _chunkNumber, _offset + length, EvtxLossReason.SourceFailed, null));
        }

        return length;
    }

    /// <summary>Reads so many bytes, or up to the end of the stream.</summary>
    private static int Fill(Stream stream, byte[] buffer, int size)
    {
        int total = 0;
        int read;
        while (total < size && (read = stream.Read(buffer, total, size - total)) > 0)
        {
            total += read;
        }

        return total;
    }

    // Decompressors report damage as InvalidDataException.
    private static bool IsSourceFailure(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ArgumentException
            or System.Security.SecurityException;

    private static string Describe(ReadOnlySpan<byte> start)
    {
        var text = new StringBuilder();
        foreach (byte value in start)
        {
            text.Append(value is >= 0x20 and <= 0x7e ? (char)value : '.');
        }

        text.Insert(0, '\'').Append("' (");
        foreach (byte value in start)
        {
            text.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.Append(')').ToString();
    }
}
