namespace EqlPS.Events.Input;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class PeekStream : ForwardStream
{
    private readonly Stream _inner;
    private byte[] _beginning;
    private int _length;
    private int _position;

    /// <summary>Takes a stream over and reads its first bytes.</summary>
    public PeekStream(Stream inner, int size)
    {
        _inner = inner;
        _beginning = new byte[size];
        Fill();
    }

    /// <summary>The first bytes, fewer than asked for if the stream is shorter.</summary>
    public ReadOnlySpan<byte> Beginning => _beginning.AsSpan(0, _length);

    /// <summary>Makes more of the stream visible. Nothing may have been read yet.</summary>
    public void Extend(int size)
    {
        if (size > _beginning.Length)
        {
            Array.Resize(ref _beginning, size);
            Fill();
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == _length)
        {
            return _inner.Read(buffer, offset, count);
        }

        int available = Math.Min(count, _length - _position);
        Buffer.BlockCopy(_beginning, _position, buffer, offset, available);
        _position += available;
        return available;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        int read;
        while (_length < _beginning.Length && (read = _inner.Read(_beginning, _length, _beginning.Length - _length)) > 0)
        {
            _length += read;
        }
    }
}
