using System.Runtime.InteropServices;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>The templates and names of one chunk by their offset, each looked up once.</summary>
/// <param name="chunk">The chunk.</param>
/// <param name="store">The templates of all chunks.</param>
/// <param name="isStrict">
/// Names must agree with their hashes and templates with the identifiers that instances give. Live records do without; what slack space
/// refers to may have been overwritten by something that parses as well.
/// </param>
[HotPath]
internal sealed class ChunkTemplates(EvtxChunk chunk, TemplateStore store, bool isStrict)
{
    /// <summary>Next pointer, identifier and size before a template's body.</summary>
    public const int DefinitionHeaderSize = 24;

    /// <summary>Longest name that is accepted, in UTF-16 units; event schemas stay far below it.</summary>
    public const int LongestName = 512;

    private const int NameHeaderSize = 8;
    private const int TableOffset = 384;
    private const int TableBuckets = 32;

    /// <summary>Links followed through the table, whose chains may be crafted to run in circles.</summary>
    private const int TableLimit = 4096;

    /// <summary>Bytes of templates parsed for one chunk; overlapping definitions in a crafted chunk would add up to far more.</summary>
    private const int ParseBudget = 16 * EvtxChunk.Size;

    private OffsetMap<TemplateProgram> _programs;
    private OffsetMap<string> _names;
    private BinaryXmlParser? _parser;
    private Dictionary<uint, int>? _live;
    private int _parsed;

    /// <summary>The program of the template defined at an offset of the chunk, or null when it is damaged.</summary>
    /// <param name="offset">Offset in the chunk.</param>
    /// <param name="id">What an instance gives as the first four bytes of the template's identifier.</param>
    public TemplateProgram? Get(int offset, uint id)
    {
        if (isStrict && !HasId(offset, id))
        {
            offset = FindLive(id);
        }

        if (!_programs.TryGet(offset, out TemplateProgram? program))
        {
            program = Load(offset);
            _programs.Add(offset, program);
        }

        return program;
    }

    /// <summary>The name at an offset of the chunk, or null when it does not lie in the chunk.</summary>
    public string? GetName(int offset)
    {
        if (!_names.TryGet(offset, out string? name))
        {
            name = TryNameBytes(chunk.Data, offset, out ReadOnlySpan<byte> utf16)
                && (!isStrict || Bytes.UInt16(chunk.Data, offset + 4) == NameHash(utf16)) ? store.Names.Get(utf16) : null;
            _names.Add(offset, name);
        }

        return name;
    }

    /// <summary>Bytes that a name takes at its offset: link, hash, length, text and the closing zero.</summary>
    public static int NameSize(string name) => NameHeaderSize + (name.Length * sizeof(char)) + sizeof(char);

    /// <summary>The hash that stands before a name.</summary>
    public static ushort NameHash(ReadOnlySpan<byte> utf16)
    {
        uint hash = 0;
        foreach (char c in MemoryMarshal.Cast<byte, char>(utf16))
        {
            hash = (hash * 65599) + c;
        }

        return (ushort)hash;
    }

    /// <summary>True when the name at an offset of the chunk is <paramref name="name"/>.</summary>
    public bool NameEquals(int offset, string name) =>
        TryNameBytes(chunk.Data, offset, out ReadOnlySpan<byte> utf16)
        && MemoryMarshal.Cast<byte, char>(utf16).SequenceEqual(name.AsSpan());

    private static bool TryNameBytes(ReadOnlySpan<byte> data, int offset, out ReadOnlySpan<byte> utf16)
    {
        utf16 = default;
        if (offset < EvtxChunkHeader.Size || offset > data.Length - NameHeaderSize)
        {
            return false;
        }

        int length = Bytes.UInt16(data, offset + 6);
        if (length is 0 or > LongestName || (length * sizeof(char)) > data.Length - offset - NameHeaderSize)
        {
            return false;
        }

        utf16 = data.Slice(offset + NameHeaderSize, length * sizeof(char));
        return true;
    }

    private bool HasId(int offset, uint id) =>
        offset >= EvtxChunkHeader.Size && offset <= chunk.Length - DefinitionHeaderSize && Bytes.UInt32(chunk.Data, offset + 4) == id;

    /// <summary>Offset of the only template of an identifier that the chunk's table lists, or 0.</summary>
    /// <remarks>A carved record can refer to where its template stood before the chunk was written anew.</remarks>
    private int FindLive(uint id)
    {
        _live ??= ReadTable();
        return _live.TryGetValue(id, out int offset) ? offset : 0;
    }

    private Dictionary<uint, int> ReadTable()
    {
        var table = new Dictionary<uint, int>();
        ReadOnlySpan<byte> data = chunk.Data;
        int steps = 0;
        for (int bucket = 0; bucket < TableBuckets && chunk.Header.HasSignature; bucket++)
        {
            int offset = Bytes.Int32(data, TableOffset + (bucket * 4));
            while (offset >= EvtxChunkHeader.Size && offset <= data.Length - DefinitionHeaderSize && steps++ < TableLimit)
            {
                uint id = Bytes.UInt32(data, offset + 4);
                table[id] = table.ContainsKey(id) ? 0 : offset;
                offset = Bytes.Int32(data, offset);
            }
        }

        return table;
    }

    private TemplateProgram? Load(int offset)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        if (offset < EvtxChunkHeader.Size || offset > data.Length - DefinitionHeaderSize)
        {
            return null;
        }

        uint size = Bytes.UInt32(data, offset + 20);
        int body = offset + DefinitionHeaderSize;
        if (size > data.Length - body || size == 0 || size > ParseBudget - _parsed)
        {
            return null;
        }

        _parsed += (int)size;
        Guid id = Bytes.Guid(data, offset + 4);
        TemplateProgram? known = store.Find(id, chunk, body, (int)size);
        if (known is not null)
        {
            return known;
        }

        _parser ??= new BinaryXmlParser();
        return _parser.TryParse(chunk, body, body + (int)size, true, out _)
            ? store.Add(id, data.Slice(body, (int)size).ToArray(), _parser.Result)
            : null;
    }
}
