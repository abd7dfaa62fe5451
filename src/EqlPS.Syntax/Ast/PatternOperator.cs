namespace EqlPS.Ast;

/// <summary>The predicates that match text against patterns.</summary>
internal enum PatternOperator
{
    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>like</c></summary>
    Like,

    /// <summary><c>like~</c></summary>
    LikeIgnoreCase,

    /// <summary><c>regex</c></summary>
    Regex,

    /// <summary><c>regex~</c></summary>
    RegexIgnoreCase,
}
