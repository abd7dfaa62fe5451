using System.Buffers;

namespace EqlPS.Events.Cutting;

/// <summary>
/// A stretch of a stream that begins and ends where a record does, so that it can be cut into records apart from the rest.
/// </summary>
/// <param name="buffer">Rented; given back with the stretch or by the cutter that takes it over.</param>
/// <param name="length">How much of the buffer belongs to the stretch.</param>
/// <param name="rest">If the stretch is the rest of its stream: what has not been read yet; owned.</param>
/// <param name="boundary">Finds its records; used by nobody else.</param>
/// <param name="line">Line on which it begins, from 1.</param>
/// <param name="offset">Byte offset of its beginning.</param>
internal sealed class RecordStretch(byte[] buffer, int length, Stream? rest, IRecordBoundary boundary, long line, long offset)
    : IDisposable
{
    private byte[]? _buffer = buffer;
    private Stream? _rest = rest;

    /// <summary>How many of its bytes were read.</summary>
    public int Length { get; } = length;

    /// <summary>Whether the stream has to be read on.</summary>
    public bool IsRest { get; } = rest is not null;

    public IRecordBoundary Boundary { get; } = boundary;

    /// <summary>Line on which it begins, from 1.</summary>
    public long Line { get; } = line;

    /// <summary>Byte offset of its beginning.</summary>
    public long Offset { get; } = offset;

    /// <summary>Hands buffer and stream over; only once.</summary>
    public (byte[] Buffer, Stream? Unread) Take()
    {
        (byte[] Buffer, Stream? Unread) taken = (_buffer ?? throw new ObjectDisposedException(nameof(RecordStretch)), _rest);
        _buffer = null;
        _rest = null;
        return taken;
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }

        _rest?.Dispose();
        _rest = null;
    }
}
