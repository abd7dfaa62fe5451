using System.Buffers;

namespace EqlPS.Events.Objects;

/// <summary>Bytes that are written one object after the other; the storage is used again.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Content => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Holds the UTF-8 of a text and nothing else.</summary>
    public void Set(string text)
    {
        Clear();
        Ensure(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        _length = System.Text.Encoding.UTF8.GetBytes(text, 0, text.Length, _bytes, 0);
    }

    /// <summary>Holds a copy of some bytes and nothing else.</summary>
    public void Set(ReadOnlySpan<byte> bytes)
    {
        Clear();
        Ensure(bytes.Length);
        bytes.CopyTo(_bytes);
        _length = bytes.Length;
    }

    private void Ensure(int count)
    {
        int needed = _length + Math.Max(count, 256);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
