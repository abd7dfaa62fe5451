using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Turns one value into another; pure. Null means that there is no result.</summary>
/// <param name="value">Never null; a list only for steps that take lists.</param>
internal delegate EqlValue Conversion(in EqlValue value);
