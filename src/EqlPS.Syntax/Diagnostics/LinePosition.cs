namespace EqlPS.Diagnostics;

/// <summary>A place in query text as people count it.</summary>
/// <param name="Line">Line number from 1.</param>
/// <param name="Column">Column number from 1, in UTF-16 units.</param>
public readonly record struct LinePosition(int Line, int Column);
