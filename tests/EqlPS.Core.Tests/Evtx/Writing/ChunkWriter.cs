using System.Buffers.Binary;
using System.Text;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;

namespace EqlPS.Tests.Evtx.Writing;

/// <summary>Writes one chunk as Windows does: names and templates stand where they are first used and are referred to afterwards.</summary>
internal sealed class ChunkWriter
{
    private readonly byte[] _bytes = new byte[EvtxChunk.Size];
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<Template, int> _templates = [];
    private int _position = EvtxChunkHeader.Size;
    private ulong _firstId;
    private ulong _lastId;

    /// <summary>Dependency identifiers stand where they should not and are missing where they should stand.</summary>
    public bool InvertsDependencyIds { get; init; }

    /// <summary>Offsets of the records written so far.</summary>
    public List<int> Records { get; } = [];

    /// <summary>Offset behind the last record.</summary>
    public int Position => _position;

    /// <summary>The chunk's bytes, for tests that damage them after <see cref="Finish"/>.</summary>
    public byte[] Bytes => _bytes;

    public Dictionary<Template, int> Templates => _templates;

    public void AddInstance(ulong id, Template template, params Val[] values) => Add(id, new Instance(template, values));

    /// <summary>Writes a record; tokens without a template are literal binary XML.</summary>
    public void Add(ulong id, params Part[] parts)
    {
        int start = _position;
        Raw("**\0\0"u8);
        UInt32(0);
        UInt64(id);
        UInt64((ulong)new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc).ToFileTimeUtc() + id);
        Fragment(parts, false);
        Byte(BinaryXmlToken.EndOfFile);
        while ((_position - start + 4) % 8 != 0)
        {
            Zero();
        }

        UInt32((uint)(_position + 4 - start));
        Patch32(start + 4, (uint)(_position - start));
        _firstId = Records.Count == 0 ? id : _firstId;
        _lastId = id;
        Records.Add(start);
    }

    /// <summary>Writes header and checksums; the chunk can be damaged afterwards.</summary>
    public byte[] Finish(int? freeSpace = null)
    {
        Span<byte> header = _bytes;
        "ElfChnk\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], _firstId);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], _lastId);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], _firstId);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], _lastId);
        Patch32(40, 128);
        Patch32(44, (uint)(Records.Count > 0 ? Records[^1] : 0));
        int free = freeSpace ?? _position;
        Patch32(48, (uint)free);
        foreach ((Template template, int offset) in _templates)
        {
            int bucket = 384 + (template.Id.ToByteArray()[0] % 32 * 4);
            Patch32(offset, BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(bucket)));
            Patch32(bucket, (uint)offset);
        }

        Patch32(52, Crc32.Compute(_bytes.AsSpan(EvtxChunkHeader.Size, free - EvtxChunkHeader.Size)));
        Patch32(120, 1);
        Seal();
        return _bytes;
    }

    /// <summary>Writes the header's checksum again after a change of the header.</summary>
    public void Seal() => Patch32(124, Crc32.Compute([.. _bytes.AsSpan(0, 120), .. _bytes.AsSpan(128, 384)]));

    private void Fragment(Part[] parts, bool isTemplate)
    {
        Raw([(byte)BinaryXmlToken.FragmentHeader, 1, 1, 0]);
        Write(parts, isTemplate);
    }

    private void Write(Part[] parts, bool isTemplate)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            Write(parts[i], isTemplate, i + 1 < parts.Length);
        }
    }

    private void Write(Part part, bool isTemplate, bool hasMore)
    {
        BinaryXmlToken more = hasMore ? BinaryXmlToken.More : 0;
        switch (part)
        {
            case Elem element:
                Element(element, isTemplate);
                break;
            case Txt text:
                Byte(BinaryXmlToken.Value | more);
                Type(BinaryXmlType.String);
                Counted(text.Value);
                break;
            case Typed typed:
                Byte(BinaryXmlToken.Value | more);
                Type(typed.Type);
                if (typed.Type == BinaryXmlType.AnsiString)
                {
                    UInt16((ushort)typed.Bytes.Length);
                }

                Raw(typed.Bytes);
                break;
            case CData data:
                Byte(BinaryXmlToken.CDataSection | more);
                Counted(data.Value);
                break;
            case CharRef reference:
                Byte(BinaryXmlToken.CharacterReference | more);
                UInt16(reference.Value);
                break;
            case Entity entity:
                Byte(BinaryXmlToken.EntityReference | more);
                Name(entity.Name);
                break;
            case Instruction instruction:
                Byte(BinaryXmlToken.ProcessingInstructionTarget);
                Name(instruction.Target);
                Byte(BinaryXmlToken.ProcessingInstructionData);
                Counted(instruction.Data);
                break;
            case Substitution substitution:
                Byte(substitution.IsOptional ? BinaryXmlToken.OptionalSubstitution : BinaryXmlToken.NormalSubstitution);
                UInt16((ushort)substitution.Number);
                Type(substitution.Type);
                break;
            case Instance instance:
                WriteInstance(instance);
                break;
            default:
                throw new InvalidOperationException(part.GetType().Name);
        }
    }

    private void Element(Elem element, bool isTemplate)
    {
        bool hasAttributes = element.Attributes.Length > 0;
        Byte(BinaryXmlToken.OpenStartElement | (hasAttributes ? BinaryXmlToken.More : 0));
        if (isTemplate != InvertsDependencyIds)
        {
            UInt16(0xffff);
        }

        int sizeAt = _position;
        UInt32(0);
        Name(element.Name);
        if (hasAttributes)
        {
            int listAt = _position;
            UInt32(0);
            for (int i = 0; i < element.Attributes.Length; i++)
            {
                Byte(BinaryXmlToken.Attribute | (i + 1 < element.Attributes.Length ? BinaryXmlToken.More : 0));
                Name(element.Attributes[i].Name);
                Write(element.Attributes[i].Parts, isTemplate);
            }

            Patch32(listAt, (uint)(_position - listAt - 4));
        }

        if (element.IsEmptyTag)
        {
            Byte(BinaryXmlToken.CloseEmptyElement);
        }
        else
        {
            Byte(BinaryXmlToken.CloseStartElement);
            Write(element.Contents, isTemplate);
            Byte(BinaryXmlToken.EndElement);
        }

        Patch32(sizeAt, (uint)(_position - sizeAt - 4));
    }

    private void WriteInstance(Instance instance)
    {
        Byte(BinaryXmlToken.TemplateInstance);
        _bytes[_position++] = 1;
        UInt32(BinaryPrimitives.ReadUInt32LittleEndian(instance.Template.Id.ToByteArray()));
        bool isKnown = _templates.TryGetValue(instance.Template, out int offset);
        UInt32((uint)(isKnown ? offset : _position + 4));
        if (!isKnown)
        {
            _templates.Add(instance.Template, _position);
            UInt32(0);
            Raw(instance.Template.Id.ToByteArray());
            int sizeAt = _position;
            UInt32(0);
            Fragment(instance.Template.Body, true);
            Byte(BinaryXmlToken.EndOfFile);
            Patch32(sizeAt, (uint)(_position - sizeAt - 4));
        }

        UInt32((uint)instance.Values.Length);
        int descriptors = _position;
        foreach (Val value in instance.Values)
        {
            UInt16((ushort)value.Bytes.Length);
            Type(value.Type);
            Zero();
        }

        for (int i = 0; i < instance.Values.Length; i++)
        {
            int start = _position;
            Raw(instance.Values[i].Bytes);
            if (instance.Values[i].Xml is { } parts)
            {
                Fragment(parts, false);
                Byte(BinaryXmlToken.EndOfFile);
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(descriptors + (i * 4)), (ushort)(_position - start));
            }
        }
    }

    private void Name(string name)
    {
        bool isKnown = _names.TryGetValue(name, out int offset);
        UInt32((uint)(isKnown ? offset : _position + 4));
        if (!isKnown)
        {
            _names.Add(name, _position);
            UInt32(0);
            UInt16(ChunkTemplates.NameHash(Encoding.Unicode.GetBytes(name)));
            Counted(name);
            UInt16(0);
        }
    }

    private void Counted(string text)
    {
        UInt16((ushort)text.Length);
        Raw(Encoding.Unicode.GetBytes(text));
    }

    private void Byte(BinaryXmlToken token) => _bytes[_position++] = (byte)token;

    private void Zero() => _bytes[_position++] = 0;

    private void Type(BinaryXmlType type) => _bytes[_position++] = (byte)type;

    private void UInt16(ushort value) => Raw(BitConverter.GetBytes(value));

    private void UInt32(uint value) => Raw(BitConverter.GetBytes(value));

    private void UInt64(ulong value) => Raw(BitConverter.GetBytes(value));

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_position));
        _position += bytes.Length;
    }

    private void Patch32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);
}
