namespace EqlPS.Patterns;

/// <summary>The kinds of <see cref="RegexNode"/>.</summary>
internal enum RegexNodeKind
{
    /// <summary>No text.</summary>
    Nothing,

    /// <summary>The empty text.</summary>
    Empty,

    /// <summary>One symbol.</summary>
    Symbol,

    /// <summary>Any one symbol of a set.</summary>
    SymbolSet,

    /// <summary>Left, then Right.</summary>
    Concat,

    /// <summary>Left, from Min to Max times.</summary>
    Loop,

    /// <summary>Any of Items.</summary>
    Union,

    /// <summary>All of Items.</summary>
    Intersection,

    /// <summary>What Left does not match.</summary>
    Complement,
}
