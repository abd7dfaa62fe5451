using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary><c>field in~ (constants)</c>: equality of text forms without regard to case.</summary>
[HotPath]
internal sealed class IgnoreCaseSetTest(IEnumerable<string> texts) : ValueTest
{
    private readonly HashSet<string> _texts = new(texts, FoldedTextComparer.Instance);

    /// <summary>The texts, each but once.</summary>
    public IReadOnlyCollection<string> Texts => _texts;

    public override bool Passes(in EqlValue value, FaultCounter faults) => _texts.Contains(TextForm.Of(value)!);
}
