using EqlPS.Functions;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary>
/// Tests a field that holds IP addresses, but comes as text: an address is compared as one, however it is written, and text that is none as
/// text.
/// </summary>
/// <param name="inner">The test, which knows addresses.</param>
internal sealed class AddressTextTest(ValueTest inner) : ValueTest
{
    public override bool Passes(in EqlValue value, FaultCounter faults) =>
        value.Kind == EqlValueKind.Text && NetworkFunctions.TryGetAddress(value, out IpAddress address)
            ? inner.Passes(EqlValue.From(address), faults) : inner.Passes(value, faults);
}
