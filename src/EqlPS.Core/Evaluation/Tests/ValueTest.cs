using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary>A test of a single value against what the query says. Immutable.</summary>
internal abstract class ValueTest
{
    /// <summary>Whether a value passes. The value is neither null nor a list.</summary>
    public abstract bool Passes(in EqlValue value, FaultCounter faults);
}
