using EqlPS.Diagnostics;

namespace EqlPS.Ast;

/// <summary>A node of the syntax tree. Two nodes are equal when they say the same; where they stand does not count.</summary>
internal abstract record Node
{
    /// <summary>The text the node was read from.</summary>
    public TextSpan Span { get; init; }

    public virtual bool Equals(Node? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Canonical EQL that parses back to an equal tree.</summary>
    public sealed override string ToString() => AstPrinter.Print(this);
}
