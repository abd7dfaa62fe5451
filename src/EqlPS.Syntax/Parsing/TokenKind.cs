namespace EqlPS.Parsing;

/// <summary>What a token is. Each keyword and operator is a kind of its own; its spelling is in <see cref="SyntaxFacts"/>.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text; the last token of every query.</summary>
    End,

    /// <summary>Text that is no token; a diagnostic tells about it.</summary>
    Bad,

    /// <summary>An operator of other languages, such as <c>&amp;&amp;</c>; the token's value is what to write instead.</summary>
    ForeignOperator,

    Identifier,

    /// <summary>A name with <c>~</c> right behind it; the token's value is the name without it.</summary>
    InsensitiveName,

    /// <summary>A name in back quotes; the token's value is the name.</summary>
    QuotedName,

    Integer,
    Decimal,
    String,

    // Keywords
    And,
    Any,
    By,
    False,
    In,
    InIgnoreCase,
    Join,
    Like,
    LikeIgnoreCase,
    MaxSpan,
    Not,
    Null,
    Of,
    Or,
    Regex,
    RegexIgnoreCase,
    Sample,
    Sequence,
    True,
    Until,
    Where,
    With,

    // Operators and punctuation
    Assign,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Dot,
    Comma,
    OpenBracket,
    OpenMissing,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Pipe,
    Question,
    Colon,
}
