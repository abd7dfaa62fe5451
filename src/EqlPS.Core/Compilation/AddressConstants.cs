using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Schema.Ecs;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>Knows the constants that stand for IP addresses although no mapping says so.</summary>
internal static class AddressConstants
{
    /// <summary>
    /// Whether a comparison is one of addresses, not of texts: no mapping describes the field, the Elastic Common Schema has it as an
    /// address, and the constant is an address that can be written in several ways, or a block of them.
    /// </summary>
    public static bool AreCompared(BoundField field, BoundConstant constant)
    {
        if (field.Type != EqlType.Any || constant.Value.Kind != EqlValueKind.Text)
        {
            return false;
        }

        string text = constant.Value.AsText();
        return text.AsSpan().IndexOfAny(':', '/') >= 0 && EcsFields.IsAddress(field.Path)
            && (IpAddress.TryParse(text.AsSpan(), out _) || CidrBlock.TryParse(text.AsSpan(), out _));
    }
}
