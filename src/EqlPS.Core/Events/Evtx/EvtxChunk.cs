using System.Buffers;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx;

/// <summary>A chunk of 64 KB with all that its records refer to; one thread may use it at a time.</summary>
/// <remarks>The buffer is rented: records, rows and trees read from the chunk are valid until it is disposed.</remarks>
[HotPath]
internal sealed class EvtxChunk : IDisposable
{
    /// <summary>Bytes of a whole chunk.</summary>
    public const int Size = 65536;

    /// <summary>More records than this do not fit a chunk.</summary>
    public const int MaximumRecords = Size / EvtxRecord.MinimumSize;

    private readonly EvtxLosses _losses;
    private readonly TemplateStore _store;
    private readonly ChunkTemplates _liveTemplates;
    private readonly int _length;
    private byte[] _buffer;
    private bool _rented;
    private bool _reported;
    private ChunkTemplates? _strictTemplates;
    private BinaryXmlWalker? _walker;

    private EvtxChunk(byte[] buffer, int length, bool rented, EvtxChunkOrigin origin)
    {
        _buffer = buffer;
        _length = length;
        _rented = rented;
        _losses = origin.Losses;
        Path = origin.Path;
        Number = origin.Number;
        FileOffset = origin.FileOffset;
        IsOpenLog = origin.IsOpenLog;
        Recover = origin.Recover;
        Header = EvtxChunkHeader.Read(Data);
        _store = origin.Templates;
        Templates = _liveTemplates = new ChunkTemplates(this, _store, false);
    }

    /// <summary>The log's path or name; null for an unnamed stream.</summary>
    public string? Path { get; }

    /// <summary>Number in the file, from 0.</summary>
    public int Number { get; }

    /// <summary>Offset of the chunk in the (decompressed) file.</summary>
    public long FileOffset { get; }

    public EvtxChunkHeader Header { get; }

    /// <summary>The log was not closed, so records may stand behind the end that the chunk header gives.</summary>
    public bool IsOpenLog { get; }

    /// <summary>Records are carved from slack space too.</summary>
    public bool Recover { get; }

    /// <summary>The bytes that were read: fewer than <see cref="Size"/> in a truncated file.</summary>
    public ReadOnlySpan<byte> Data => new(_buffer, 0, _length);

    /// <summary>The array behind <see cref="Data"/>; only the first <see cref="Length"/> bytes belong to the chunk.</summary>
    internal byte[] Buffer => _buffer;

    internal int Length => _length;

    /// <summary>Templates and names by offset, for the record that is being read.</summary>
    internal ChunkTemplates Templates { get; private set; }

    /// <summary>A chunk over a rented buffer, which goes back to the shared pool on disposal.</summary>
    internal static EvtxChunk FromRented(byte[] buffer, int length, EvtxChunkOrigin origin) => new(buffer, length, true, origin);

    /// <summary>A chunk over the caller's bytes, at most <see cref="Size"/> of them, which must not change while it is used.</summary>
    public static EvtxChunk FromBytes(byte[] bytes, EvtxChunkOrigin origin) => new(bytes, Math.Min(bytes.Length, Size), false, origin);

    /// <summary>The records in the order of the chunk, carved ones last; losses are reported on the first pass that reaches them.</summary>
    public EvtxRecordEnumerator GetEnumerator() => new(this);

    internal void Report(int offset, EvtxLossReason reason, int? records)
    {
        if (!_reported)
        {
            _losses.Add(new EvtxLoss(Path, Number, FileOffset + offset, reason, records));
        }
    }

    /// <summary>Makes <see cref="Templates"/> those for a record: carved ones are strict about what they refer to.</summary>
    internal void Select(in EvtxRecord record) =>
        Templates = record.IsRecovered ? _strictTemplates ??= new ChunkTemplates(this, _store, true) : _liveTemplates;

    /// <summary>
    /// True when all that a carved record refers to is still what it was when the record was written, as far as one can tell.
    /// </summary>
    internal bool IsIntact(in EvtxRecord record) => (_walker ??= new BinaryXmlWalker()).TryWalk(record, NullSink.Instance, out _);

    /// <summary>Ends the pass: a second one over the same chunk reports nothing again.</summary>
    internal void EndPass() => _reported = true;

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (_rented)
        {
            _rented = false;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
