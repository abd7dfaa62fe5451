using System.Buffers.Binary;
using EqlPS.Execution;
using EqlPS.Platform;

namespace EqlPS.Hunting.Kept;

/// <summary>A long text that lies in a store, as <see cref="EntryBuffer"/> wrote it.</summary>
[HotPath]
internal sealed class StoredText : LongText
{
    private readonly SpillStore _store;
    private readonly long _position;
    private readonly int _length;

    private StoredText(string beginning, string standIn, SpillStore store, long position, int length)
        : base(beginning, standIn)
    {
        _store = store;
        _position = position;
        _length = length;
    }

    /// <summary>A text at a place in a store.</summary>
    /// <param name="written">The same bytes; equal texts are written alike.</param>
    /// <param name="isWide">Whether each character takes two of them.</param>
    /// <param name="store">Where they lie.</param>
    /// <param name="position">Their place there.</param>
    public static StoredText At(ReadOnlySpan<byte> written, bool isWide, SpillStore store, long position)
    {
        string beginning = Decode(written.Slice(0, isWide ? LongestKept * sizeof(char) : LongestKept), isWide);
        return new StoredText(beginning, $"{beginning}…{Sha256Hash.HexOf(written)}", store, position, isWide ? -written.Length : written.Length);
    }

    public override string Read()
    {
        byte[] written = new byte[Math.Abs(_length)];
        _store.Read(_position, written, written.Length);
        return Decode(written, _length < 0);
    }

    private static string Decode(ReadOnlySpan<byte> written, bool isWide)
    {
        char[] chars = new char[isWide ? written.Length / sizeof(char) : written.Length];
        for (int i = 0; i < chars.Length; i++)
        {
            chars[i] = (char)(isWide ? BinaryPrimitives.ReadUInt16LittleEndian(written.Slice(i * sizeof(char))) : written[i]);
        }

        return new string(chars);
    }
}
