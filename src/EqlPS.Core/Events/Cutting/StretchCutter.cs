using System.Buffers;
using EqlPS.Platform;

namespace EqlPS.Events.Cutting;

/// <summary>
/// Cuts a stream into stretches of whole records by looking for one record's end near the end of each; the records themselves are found by
/// whoever reads the stretch. Where no end can be told, the rest of the stream is one stretch.
/// </summary>
[HotPath]
internal sealed class StretchCutter : IDisposable
{
    private readonly BlockSize _size;
    private readonly IRecordBoundary _layout;
    private Stream? _stream;
    private byte[] _buffer;
    private int _end;
    private bool _isAtEnd;
    private long _offset;
    private long _line = 1;

    /// <summary>Takes a stream over.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="choose">Recognises the layout, as it does for a <see cref="RecordCutter"/>.</param>
    /// <param name="size">How large stretches are.</param>
    public StretchCutter(Stream stream, BoundaryChoice choose, BlockSize size)
    {
        _size = size;
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(size.Bytes, RecordCutter.InitialBuffer));
        FillTo(RecordCutter.SampleSize);
        _layout = choose(RecordCutter.WithoutMark(_buffer.AsSpan(0, _end)), _isAtEnd);
    }

    /// <summary>Whether the last stretch was given.</summary>
    public bool IsDone => _stream is null;

    /// <summary>The stretches in their order; at least one, and each to be disposed by who takes it.</summary>
    public IEnumerable<RecordStretch> Read()
    {
        while (_stream is not null)
        {
            yield return Next();
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    // One byte more than the stretch is read always, so that the last one is known to be it.
    private RecordStretch Next()
    {
        int window = Math.Max(1, _size.Bytes - 1);
        while (true)
        {
            FillTo(window + 1);
            if (_isAtEnd && _end <= window)
            {
                return TakeAll(null);
            }

            int end = _layout.FindLastEnd(_buffer.AsSpan(0, window));
            if (end > 0)
            {
                return Take(end);
            }

            if (window >= _size.MostWithoutEnd)
            {
                return TakeAll(_isAtEnd ? null : _stream);
            }

            window = Math.Min(window * 2, _size.MostWithoutEnd);
        }
    }

    private RecordStretch Take(int end)
    {
        byte[] taken = _buffer;
        int rest = _end - end;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(_size.Bytes, rest));
        Buffer.BlockCopy(taken, end, _buffer, 0, rest);
        _end = rest;
        var stretch = new RecordStretch(taken, end, null, _layout.ForStretch(isFollowed: true), _line, _offset);
        _line += RecordCutter.CountLines(taken.AsSpan(0, end));
        _offset += end;
        return stretch;
    }

    // The stream is the stretch's from now on.
    private RecordStretch TakeAll(Stream? rest)
    {
        byte[] taken = _buffer;
        _buffer = [];
        if (rest is null)
        {
            _stream!.Dispose();
        }

        _stream = null;
        return new RecordStretch(taken, _end, rest, _layout.ForStretch(isFollowed: false), _line, _offset);
    }

    private void FillTo(int length)
    {
        while (!_isAtEnd && _end < length)
        {
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
}
