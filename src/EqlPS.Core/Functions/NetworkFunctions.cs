using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Functions;

/// <summary>Tests of IP addresses.</summary>
internal static class NetworkFunctions
{
    /// <summary>Whether an address lies in any of the blocks. IPv4 is compared in its IPv6 form, so <c>::/64</c> holds 127.0.0.1.</summary>
    public static EqlValue CidrMatch(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults)
    {
        if (!TryGetAddress(arguments[0], out IpAddress address))
        {
            faults.Add(FaultKind.TextIsNoIpAddress);
            return default;
        }

        for (int i = 1; i < arguments.Length; i++)
        {
            if (!CidrBlock.TryParse(arguments[i].AsText().AsSpan(), out CidrBlock block))
            {
                faults.Add(FaultKind.TextIsNoIpAddress);
                return default;
            }

            if (block.Contains(address))
            {
                return EqlValue.True;
            }
        }

        return EqlValue.False;
    }

    /// <summary>The address that a value is or says.</summary>
    public static bool TryGetAddress(in EqlValue value, out IpAddress address)
    {
        if (value.Kind == EqlValueKind.Ip)
        {
            address = value.AsIp();
            return true;
        }

        address = default;
        return value.Kind == EqlValueKind.Text && IpAddress.TryParse(value.AsText().AsSpan(), out address);
    }
}
