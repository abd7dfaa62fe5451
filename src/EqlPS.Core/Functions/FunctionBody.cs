using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Functions;

/// <summary>
/// The implementation of a function. It is called only with arguments of the declared types, none of them null unless the parameter
/// accepts null; optional arguments that were left out are absent from the span. A fault is counted and gives null.
/// </summary>
internal delegate EqlValue FunctionBody(ReadOnlySpan<EqlValue> arguments, bool ignoreCase, FaultCounter faults);
