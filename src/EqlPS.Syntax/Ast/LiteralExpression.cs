namespace EqlPS.Ast;

/// <summary>A constant.</summary>
/// <param name="Value">
/// null, <see cref="bool"/>, <see cref="long"/> (whole numbers that fit), <see cref="ulong"/> (larger ones that fit), <see cref="double"/>
/// (decimals, and whole numbers larger still) or <see cref="string"/> (escapes decoded).
/// </param>
internal sealed record LiteralExpression(object? Value) : Expression;
