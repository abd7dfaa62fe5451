using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary><c>cidrMatch(field, blocks)</c>.</summary>
internal sealed class CidrTest(CidrSet blocks) : ValueTest
{
    public override bool Passes(in EqlValue value, FaultCounter faults)
    {
        if (NetworkFunctions.TryGetAddress(value, out IpAddress address))
        {
            return blocks.Contains(address);
        }

        faults.Add(FaultKind.TextIsNoIpAddress);
        return false;
    }
}
