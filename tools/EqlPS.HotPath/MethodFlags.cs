using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EqlPS.HotPath;

/// <summary>The implementation flags of the methods of an assembly, which stand in a table of rows of one size.</summary>
/// <param name="assembly">The file; it is changed in place.</param>
internal sealed class MethodFlags(byte[] assembly) : IDisposable
{
    /// <summary>In bytes of code: shorter methods become part of their callers, unless these cannot know which one they call.</summary>
    private const int LeastCode = 17;

    // The row begins with the address of the code, of four bytes.
    private const int FlagsOffset = 4;

    private readonly PEReader _file = new(new MemoryStream(assembly, writable: false));

    /// <summary>Has every longer method of a marked type optimised at its first call, and gives how many were not so before.</summary>
    public int SetOnHotPath()
    {
        MetadataReader metadata = _file.GetMetadataReader();
        var marked = new MarkedTypes(metadata);
        int table = _file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
        int rowSize = metadata.GetTableRowSize(TableIndex.MethodDef);
        int changed = 0;
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (IsWanted(method) && marked.Contains(method.GetDeclaringType()))
            {
                int row = table + ((MetadataTokens.GetRowNumber(handle) - 1) * rowSize);
                changed += Set(assembly.AsSpan(row + FlagsOffset, sizeof(ushort))) ? 1 : 0;
            }
        }

        return changed;
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static bool Set(Span<byte> flags)
    {
        var before = (MethodImplAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags);
        MethodImplAttributes after = before | MethodImplAttributes.AggressiveOptimization;
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)after);
        return after != before;
    }

    // A constructor runs once for each object, and of these there are few: what runs for every event makes none.
    private bool IsWanted(MethodDefinition method) =>
        method.RelativeVirtualAddress != 0
        && (method.Attributes & MethodAttributes.RTSpecialName) == 0
        && (method.ImplAttributes & MethodImplAttributes.AggressiveInlining) == 0
        && ((method.Attributes & MethodAttributes.Virtual) != 0
            || _file.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length >= LeastCode);
}
