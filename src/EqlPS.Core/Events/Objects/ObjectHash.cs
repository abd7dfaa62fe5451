using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Events.Raw;

namespace EqlPS.Events.Objects;

/// <summary>A quick hash of an object's properties, for objects that nobody gets to see.</summary>
/// <param name="access">Looks into objects.</param>
internal sealed class ObjectHash(IObjectAccess access) : IObjectFieldSink
{
    private const int MostBytes = 1024 * 1024;

    private readonly ByteBuffer _content = new();
    private bool _isPlain;

    public bool IsFull => !_isPlain;

    /// <summary>Writes the 32 bytes of the hash; false if the object holds others, or is too large.</summary>
    public bool TryWrite(object item, Span<byte> hash)
    {
        _content.Clear();
        _isPlain = true;
        try
        {
            ObjectFields.Visit(item, access, this);
        }
        catch (ObjectAccessException)
        {
            return false;
        }

        if (_isPlain)
        {
            ContentHash.Write(_content.Content, hash);
        }

        return _isPlain;
    }

    public bool Wants(string name) => _isPlain;

    public void Take(string name, object? value)
    {
        object? item = access.Unwrap(value);
        _isPlain = item is null || ScalarText.IsScalar(item);
        if (!_isPlain)
        {
            return;
        }

        Add(name);
        if (item is DateTime time)
        {
            Add(time.Ticks);
            Add((int)time.Kind);
            return;
        }

        string text = item is null ? string.Empty : ScalarText.Of(item);
        _isPlain = text.Length < MostBytes && _content.Length < MostBytes;
        if (_isPlain)
        {
            Add(text);
        }
    }

    public void Fail(string name, ObjectAccessException error) => _isPlain = false;

    // The length keeps what follows apart.
    private void Add(string text)
    {
        Add(text.Length);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text.AsSpan());
        bytes.CopyTo(_content.GetSpan(bytes.Length));
        _content.Advance(bytes.Length);
    }

    private void Add(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_content.GetSpan(sizeof(long)), number);
        _content.Advance(sizeof(long));
    }
}
