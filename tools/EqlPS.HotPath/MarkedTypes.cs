using System.Reflection.Metadata;

namespace EqlPS.HotPath;

/// <summary>The types of an assembly that bear <c>HotPathAttribute</c>, or lie within one that does.</summary>
/// <param name="metadata">Describes the assembly.</param>
internal sealed class MarkedTypes(MetadataReader metadata)
{
    private const string Mark = "HotPathAttribute";

    /// <summary>Whether the methods of a type are meant.</summary>
    public bool Contains(TypeDefinitionHandle handle)
    {
        for (TypeDefinitionHandle at = handle; !at.IsNil; at = metadata.GetTypeDefinition(at).GetDeclaringType())
        {
            if (metadata.GetTypeDefinition(at).GetCustomAttributes().Any(IsMark))
            {
                return true;
            }
        }

        return false;
    }

    // The attribute is one of the assembly itself.
    private bool IsMark(CustomAttributeHandle attribute)
    {
        EntityHandle constructor = metadata.GetCustomAttribute(attribute).Constructor;
        if (constructor.Kind != HandleKind.MethodDefinition)
        {
            return false;
        }

        TypeDefinitionHandle type = metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
        return metadata.StringComparer.Equals(metadata.GetTypeDefinition(type).Name, Mark);
    }
}
