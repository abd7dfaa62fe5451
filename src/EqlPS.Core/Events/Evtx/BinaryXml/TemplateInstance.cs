using EqlPS.Events.Evtx.Values;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>A template with the values that fill it, over the chunk's bytes.</summary>
[HotPath]
internal readonly struct TemplateInstance
{
    private const int ReferenceSize = 9;
    private const int DescriptorSize = 4;
    private const int FragmentHeaderSize = 4;

    private readonly int _descriptors;

    private TemplateInstance(TemplateProgram program, int count, int descriptors, int data, int end)
    {
        Program = program;
        Count = count;
        _descriptors = descriptors;
        Data = data;
        End = end;
    }

    public TemplateProgram Program { get; }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Offset in the chunk of the first value.</summary>
    public int Data { get; }

    /// <summary>Offset in the chunk behind the last value.</summary>
    public int End { get; }

    /// <summary>An instance behind a fragment header; false without a reason when something else stands there.</summary>
    public static bool TryReadFragment(EvtxChunk chunk, int start, int end, out TemplateInstance instance, out EvtxLossReason reason)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        reason = EvtxLossReason.None;
        instance = default;
        int at = start;
        if (end - at >= FragmentHeaderSize && data[at] == (byte)BinaryXmlToken.FragmentHeader)
        {
            at += FragmentHeaderSize;
        }

        if (at >= end || data[at] != (byte)BinaryXmlToken.TemplateInstance)
        {
            return false;
        }

        bool isRead = TryRead(chunk, at + 1, end, out instance);
        reason = isRead ? EvtxLossReason.None : EvtxLossReason.TemplateDamaged;
        return isRead;
    }

    /// <summary>The instance whose token stands before <paramref name="at"/>; all values lie before <paramref name="limit"/>.</summary>
    public static bool TryRead(EvtxChunk chunk, int at, int limit, out TemplateInstance instance)
    {
        instance = default;
        ReadOnlySpan<byte> data = chunk.Data;
        if (limit - at < ReferenceSize + 4)
        {
            return false;
        }

        int definition = Bytes.Int32(data, at + 5);
        TemplateProgram? program = chunk.Templates.Get(definition, Bytes.UInt32(data, at + 1));
        if (program is null)
        {
            return false;
        }

        at += ReferenceSize;
        if (definition == at)
        {
            // First use in the chunk: the definition stands here.
            int size = limit - at < ChunkTemplates.DefinitionHeaderSize ? -1 : Bytes.Int32(data, at + 20);
            at += ChunkTemplates.DefinitionHeaderSize + size;
            if (size < 0 || size > limit || limit - at < 4)
            {
                return false;
            }
        }

        uint count = Bytes.UInt32(data, at);
        at += 4;
        if (count > (uint)(limit - at) / DescriptorSize)
        {
            return false;
        }

        int values = at + ((int)count * DescriptorSize);
        int end = values;
        for (int i = at; i < values; i += DescriptorSize)
        {
            end += Bytes.UInt16(data, i);
        }

        instance = new TemplateInstance(program, (int)count, at, values, end);
        return end <= limit;
    }

    /// <summary>Type of a value; <see cref="BinaryXmlType.Null"/> for a number that the instance does not have.</summary>
    public BinaryXmlType TypeOf(EvtxChunk chunk, int number) =>
        number < Count ? (BinaryXmlType)chunk.Data[_descriptors + (number * DescriptorSize) + 2] : BinaryXmlType.Null;

    /// <summary>Writes the offset of every value to <paramref name="offsets"/>, which has room for <see cref="Count"/>.</summary>
    public void FillOffsets(EvtxChunk chunk, Span<int> offsets)
    {
        ReadOnlySpan<byte> descriptors = chunk.Data.Slice(_descriptors, Count * DescriptorSize);
        int at = Data;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = at;
            at += Bytes.UInt16(descriptors, i * DescriptorSize);
        }
    }

    /// <summary>A value by its number; null for one that the instance does not have.</summary>
    public EvtxValueRef Value(EvtxChunk chunk, int number, ReadOnlySpan<int> offsets)
    {
        if ((uint)number >= (uint)Count)
        {
            return EvtxValueRef.Null;
        }

        uint descriptor = Bytes.UInt32(chunk.Data, _descriptors + (number * DescriptorSize));
        return new EvtxValueRef(chunk.Buffer, offsets[number], (int)(descriptor & 0xffff), (BinaryXmlType)((descriptor >> 16) & 0xff));
    }
}
