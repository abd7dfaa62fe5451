using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>One token of a query: its kind, where it stands, and for constants and quoted names its decoded value.</summary>
/// <param name="kind">What it is.</param>
/// <param name="start">Offset of its first character.</param>
/// <param name="end">Offset after its last character.</param>
/// <param name="value">
/// The value of a constant (<see cref="long"/>, <see cref="ulong"/>, <see cref="double"/> or <see cref="string"/>), the name in a quoted
/// or insensitive name, what to write for a foreign operator; otherwise null.
/// </param>
internal sealed class Token(TokenKind kind, int start, int end, object? value = null)
{
    public TokenKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int End { get; } = end;

    public object? Value { get; } = value;

    public TextSpan Span => TextSpan.FromBounds(Start, End);
}
