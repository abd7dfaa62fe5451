using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Makes one value of several; pure. Null means that there is no result.</summary>
/// <param name="values">As written in the call; any of them may be null.</param>
internal delegate EqlValue Combination(ReadOnlySpan<EqlValue> values);
