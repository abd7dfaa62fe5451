namespace EqlPS.Parsing;

/// <summary>How tightly operators bind, from the loosest to the tightest; parser and printer read the same scale.</summary>
internal enum Precedence
{
    /// <summary>No operator at all.</summary>
    None,
    Or,
    And,

    /// <summary><c>not</c>, and <c>child of [...]</c>, which stands where a <c>not</c> can.</summary>
    Not,

    /// <summary><c>== != &lt; &lt;= &gt; &gt;=</c>, which do not chain.</summary>
    Comparison,

    /// <summary><c>+ -</c></summary>
    Sum,

    /// <summary><c>* / %</c></summary>
    Product,

    /// <summary>Unary <c>- +</c></summary>
    Sign,

    /// <summary><c>in</c>, <c>:</c>, <c>like</c>, <c>regex</c> behind a primary.</summary>
    Predicate,
    Primary,
}
