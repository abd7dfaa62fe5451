using EqlPS.Platform;

namespace EqlPS.Events.Evtx.BinaryXml;

/// <summary>One way in which a template's bytes stand in a chunk; recognises the same template elsewhere without parsing it.</summary>
[HotPath]
internal sealed class TemplateLayout(byte[] body, NameField[] fields, TemplateProgram program)
{
    private const int OffsetSize = 4;

    public TemplateProgram Program { get; } = program;

    /// <summary>True when the bytes at an offset of the chunk differ from this layout in the places of equal names only.</summary>
    public bool Matches(EvtxChunk chunk, int start, int size)
    {
        if (size != body.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> theirs = chunk.Data.Slice(start, size);
        int from = 0;
        foreach (NameField field in fields)
        {
            if (!theirs.Slice(from, field.Position - from).SequenceEqual(body.AsSpan(from, field.Position - from)))
            {
                return false;
            }

            int offset = Bytes.Int32(theirs, field.Position);
            from = field.Position + OffsetSize;
            bool isInline = offset == start + from;
            if (isInline != field.IsInline || (!isInline && !chunk.Templates.NameEquals(offset, field.Name)))
            {
                return false;
            }

            // The first four bytes of a name link it into the chunk's table and so differ between chunks.
            from += isInline ? OffsetSize : 0;
        }

        return theirs.Slice(from).SequenceEqual(body.AsSpan(from));
    }
}
