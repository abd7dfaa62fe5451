using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>A value of a result row with its column's name.</summary>
internal readonly record struct NamedValue(string Name, EqlValue Value);
