using EqlPS.Diagnostics;

namespace EqlPS.Ast;

/// <summary><c>| name arguments</c>.</summary>
internal sealed record Pipe(string Name, NodeList<Expression> Arguments) : Node
{
    /// <summary>The text of the name alone.</summary>
    public TextSpan NameSpan { get; init; }

    public bool Equals(Pipe? other) => base.Equals(other) && Name == other!.Name && Arguments.Equals(other.Arguments);

    public override int GetHashCode() => Name.GetHashCode();
}
