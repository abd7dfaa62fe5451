namespace EqlPS.Patterns;

/// <summary>The kinds of <see cref="RegexSyntax"/>.</summary>
internal enum RegexSyntaxKind
{
    /// <summary>One code point of a set.</summary>
    Set,

    /// <summary>The children one after the other; none is the empty text.</summary>
    Sequence,

    /// <summary>Any of the children; none matches nothing.</summary>
    Alternatives,

    /// <summary>All of the children at once.</summary>
    Intersection,

    /// <summary>Every text the only child does not match.</summary>
    Complement,

    /// <summary>The only child, from Min to Max times.</summary>
    Repeat,
}
