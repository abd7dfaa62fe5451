using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary><c>field regex patterns</c> and <c>regex~</c>: the whole text matches any of them.</summary>
internal sealed class RegexTest(RegexPattern pattern) : ValueTest
{
    public override bool Passes(in EqlValue value, FaultCounter faults) => pattern.IsMatch(TextForm.Of(value)!.AsSpan());
}
