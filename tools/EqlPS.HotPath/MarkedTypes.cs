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

    private bool IsMark(CustomAttributeHandle attribute)
    {
        EntityHandle constructor = metadata.GetCustomAttribute(attribute).Constructor;
        EntityHandle type = constructor.Kind == HandleKind.MemberReference
            ? metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent
            : metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
        return type.Kind switch
        {
            HandleKind.TypeDefinition => IsMark(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            HandleKind.TypeReference => IsMark(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
            _ => false,
        };
    }

    private bool IsMark(StringHandle name) => metadata.StringComparer.Equals(name, Mark);
}
