using System.Buffers;
using EqlPS.Platform;

namespace EqlPS.Events.Cutting;

/// <summary>
/// Cuts a stream into records, without parsing them; memory is bounded by the largest record allowed. What a record is, the boundary knows.
/// </summary>
[HotPath]
internal sealed class RecordCutter : IDisposable
{
    /// <summary>Longer records are skipped and reported. Windows writes none of more than a few hundred kilobytes.</summary>
    public const int LargestRecord = 64 * 1024 * 1024;

    /// <summary>How much is read at once.</summary>
    public const int InitialBuffer = 512 * 1024;

    /// <summary>How much is looked at to recognise the layout; a stream may give less than this at once.</summary>
    public const int SampleSize = 64 * 1024;

    private static readonly string TooLong = FormattableString.Invariant($"the record is longer than {LargestRecord / (1024 * 1024)} MB");

    private readonly Stream? _stream;
    private readonly IRecordBoundary _boundary;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private long _bufferOffset;
    private long _line = 1;

    /// <summary>Takes a stream over.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="choose">Chooses the boundary from the beginning of the stream; the flag tells whether that is all there is.</param>
    /// <param name="offset">How much of the stream is passed over. The lines in it are not counted.</param>
    public RecordCutter(Stream stream, BoundaryChoice choose, long offset = 0)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        PassOver(offset);
        do
        {
            Fill();
        }
        while (!_isAtEnd && _end < SampleSize);

        if (offset == 0)
        {
            SkipMark();
        }

        _boundary = choose(Unread, _isAtEnd);
    }

    /// <summary>Takes a stretch over, and cuts it where it lies.</summary>
    public RecordCutter(RecordStretch stretch)
    {
        (_buffer, _stream) = stretch.Take();
        _end = stretch.Length;
        _isAtEnd = _stream is null;
        _bufferOffset = stretch.Offset;
        _line = stretch.Line;
        _boundary = stretch.Boundary;
        if (_bufferOffset == 0)
        {
            SkipMark();
        }
    }

    /// <summary>The current record, without the blanks around it; valid until the next step.</summary>
    public ReadOnlySpan<byte> Record => _buffer.AsSpan(RecordStart, RecordLength);

    /// <summary>Line on which the current record begins, from 1.</summary>
    public long RecordLine { get; private set; }

    /// <summary>Byte offset of the current record.</summary>
    public long RecordOffset { get; private set; }

    /// <summary>What is wrong with the current record as far as cutting goes, or null.</summary>
    public string? RecordFault { get; private set; }

    /// <summary>Whether the current record ends where the stream does.</summary>
    public bool IsAtEnd => _isAtEnd && _start == _end;

    /// <summary>Line that was reached.</summary>
    public long Line => _line;

    /// <summary>Byte offset that was reached.</summary>
    public long Offset => _bufferOffset + _start;

    private int RecordStart { get; set; }

    private int RecordLength { get; set; }

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Moves to the next record; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            RecordFault = null;
            long line = _line;
            long offset = _bufferOffset + _start;
            if (!TryCut(out RecordCut cut))
            {
                return false;
            }

            RecordStart = _start + cut.Start;
            RecordLength = cut.Length;
            RecordOffset = offset + cut.Start;
            RecordLine = line + CountLines(_buffer.AsSpan(_start, cut.Start));
            RecordFault ??= cut.Fault;
            _line += cut.Lines ?? CountLines(_buffer.AsSpan(_start, cut.Consumed));
            _start += cut.Consumed;
            if (RecordLength > 0 || RecordFault is not null)
            {
                return true;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _stream?.Dispose();
    }

    /// <summary>How many line ends there are.</summary>
    public static int CountLines(ReadOnlySpan<byte> bytes)
    {
        int lines = 0;
        for (int next = bytes.IndexOf((byte)'\n'); next >= 0; next = bytes.IndexOf((byte)'\n'))
        {
            lines++;
            bytes = bytes.Slice(next + 1);
        }

        return lines;
    }

    /// <summary>What follows a byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? beginning.Slice(3) : beginning;

    private void PassOver(long offset)
    {
        _bufferOffset = offset;
        if (offset > 0 && _stream!.CanSeek)
        {
            _stream.Position = offset;
            return;
        }

        while (offset > 0 && _stream!.Read(_buffer, 0, (int)Math.Min(offset, _buffer.Length)) is > 0 and int read)
        {
            offset -= read;
        }
    }

    private void SkipMark() => _start = _end - WithoutMark(Unread).Length;

    private bool TryCut(out RecordCut cut)
    {
        while (!_boundary.TryFind(Unread, _isAtEnd, out cut))
        {
            if (_isAtEnd)
            {
                cut = default;
                return false;
            }

            if (_end - _start > LargestRecord)
            {
                SkipOversized();
                cut = new RecordCut(0, 0, 0, null);
                return true;
            }

            Fill();
        }

        if (cut.Length > LargestRecord)
        {
            cut = cut with { Fault = TooLong };
        }

        return true;
    }

    // Drops everything up to where records begin again, wherever that is, without holding it.
    private void SkipOversized()
    {
        RecordFault = TooLong;
        int resume;
        while ((resume = _boundary.FindResumption(Unread, out int kept)) < 0 && !_isAtEnd)
        {
            _line += CountLines(_buffer.AsSpan(_start, _end - _start - kept));
            _start = _end - kept;
            Fill();
        }

        resume = resume < 0 ? _end - _start : resume;
        _line += CountLines(_buffer.AsSpan(_start, resume));
        _start += resume;
        _boundary.Restart();
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = _stream!.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }
}
