using EqlPS.Diagnostics;

namespace EqlPS.Ast;

/// <summary><c>name(arguments)</c> or <c>name~(arguments)</c>.</summary>
/// <param name="Name">The name as written, without <c>~</c>.</param>
internal sealed record CallExpression(string Name, bool IgnoresCase, NodeList<Expression> Arguments) : Expression
{
    /// <summary>The text of the name, with its <c>~</c>.</summary>
    public TextSpan NameSpan { get; init; }

    public bool Equals(CallExpression? other) =>
        base.Equals(other) && Name == other!.Name && IgnoresCase == other.IgnoresCase && Arguments.Equals(other.Arguments);

    public override int GetHashCode() => Name.GetHashCode();
}
