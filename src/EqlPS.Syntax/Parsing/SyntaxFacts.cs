using EqlPS.Ast;

namespace EqlPS.Parsing;

/// <summary>The one table of keywords and operators; scanner, grammar, slip finder and printer all read it.</summary>
internal static class SyntaxFacts
{
    /// <summary>The option a stage can have; a plain name, not a keyword.</summary>
    public const string RunsOption = "runs";

    /// <summary>No keyword has more characters.</summary>
    public const int LongestKeyword = 8;

    /// <summary>Operators of other languages, longest first, with what EQL has in their place.</summary>
    public static readonly KeyValuePair<string, string>[] ForeignOperators =
    [
        new("===", "=="), new("!==", "!="), new("&&", "and"), new("||", "or"), new("<>", "!="), new("!:", "not ... :"),
        new("=~", ":"), new("!~", "not ... regex"), new("=>", ">="), new("=<", "<="), new("&", "and"), new("!", "not"),
    ];

    private static readonly KeyValuePair<string, TokenKind>[] Keywords =
    [
        new("and", TokenKind.And), new("any", TokenKind.Any), new("by", TokenKind.By), new("false", TokenKind.False),
        new("in", TokenKind.In), new("in~", TokenKind.InIgnoreCase), new("join", TokenKind.Join), new("like", TokenKind.Like),
        new("like~", TokenKind.LikeIgnoreCase), new("maxspan", TokenKind.MaxSpan), new("not", TokenKind.Not), new("null", TokenKind.Null),
        new("of", TokenKind.Of), new("or", TokenKind.Or), new("regex", TokenKind.Regex), new("regex~", TokenKind.RegexIgnoreCase),
        new("sample", TokenKind.Sample), new("sequence", TokenKind.Sequence), new("true", TokenKind.True), new("until", TokenKind.Until),
        new("where", TokenKind.Where), new("with", TokenKind.With),
    ];

    // Longest first, so that the first one that fits is the right one.
    private static readonly KeyValuePair<string, TokenKind>[] Operators =
    [
        new("==", TokenKind.Equal), new("!=", TokenKind.NotEqual), new("<=", TokenKind.LessOrEqual), new(">=", TokenKind.GreaterOrEqual),
        new("![", TokenKind.OpenMissing), new("=", TokenKind.Assign), new("<", TokenKind.Less), new(">", TokenKind.Greater),
        new("+", TokenKind.Plus), new("-", TokenKind.Minus), new("*", TokenKind.Star), new("/", TokenKind.Slash),
        new("%", TokenKind.Percent), new(".", TokenKind.Dot), new(",", TokenKind.Comma), new("[", TokenKind.OpenBracket),
        new("]", TokenKind.CloseBracket), new("(", TokenKind.OpenParenthesis), new(")", TokenKind.CloseParenthesis),
        new("|", TokenKind.Pipe), new("?", TokenKind.Question), new(":", TokenKind.Colon),
    ];

    private static readonly string?[] Texts = TextsByKind();

    /// <summary>The spelling of a keyword or operator; null for kinds that have none.</summary>
    public static string? TextOf(TokenKind kind) => Texts[(int)kind];

    public static bool IsKeyword(TokenKind kind) => kind is >= TokenKind.And and <= TokenKind.With;

    /// <summary>The keyword that makes up the given stretch of text, compared case-sensitively; Identifier if there is none.</summary>
    public static TokenKind KeywordAt(string text, int start, int length)
    {
        if (length > LongestKeyword)
        {
            return TokenKind.Identifier;
        }

        foreach (KeyValuePair<string, TokenKind> keyword in Keywords)
        {
            if (keyword.Key.Length == length && keyword.Key[0] == text[start]
                && string.CompareOrdinal(keyword.Key, 0, text, start, length) == 0)
            {
                return keyword.Value;
            }
        }

        return TokenKind.Identifier;
    }

    /// <summary>The keyword that the text spells, but not in lower case; null if it spells none or is right.</summary>
    public static string? MiscasedKeyword(string text)
    {
        foreach (KeyValuePair<string, TokenKind> keyword in Keywords)
        {
            if (string.Equals(keyword.Key, text, StringComparison.OrdinalIgnoreCase))
            {
                return keyword.Key == text ? null : keyword.Key;
            }
        }

        return null;
    }

    /// <summary>The operator at an offset; Bad if there is none.</summary>
    public static TokenKind OperatorAt(string text, int start, out int length)
    {
        foreach (KeyValuePair<string, TokenKind> candidate in Operators)
        {
            if (candidate.Key[0] == text[start]
                && string.CompareOrdinal(candidate.Key, 0, text, start, candidate.Key.Length) == 0)
            {
                length = candidate.Key.Length;
                return candidate.Value;
            }
        }

        length = 0;
        return TokenKind.Bad;
    }

    /// <summary>Whether text is a plain name: letter, <c>_</c> or <c>@</c>, then letters, digits, <c>_</c>; no keyword.</summary>
    public static bool IsPlainName(string text)
    {
        if (text.Length == 0 || !IsNameStart(text[0]))
        {
            return false;
        }

        for (int i = 1; i < text.Length; i++)
        {
            if (!IsNamePart(text[i]))
            {
                return false;
            }
        }

        return KeywordAt(text, 0, text.Length) == TokenKind.Identifier;
    }

    public static bool IsNameStart(char c) => IsLetter(c) || c is '_' or '@';

    public static bool IsNamePart(char c) => IsLetter(c) || IsDigit(c) || c == '_';

    public static bool IsLetter(char c) => (char)(c | 0x20) is >= 'a' and <= 'z';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsComparison(TokenKind kind) => kind is >= TokenKind.Equal and <= TokenKind.GreaterOrEqual;

    /// <summary>The comparison operator of a token kind for which <see cref="IsComparison"/> holds.</summary>
    public static ComparisonOperator ComparisonOf(TokenKind kind) => ComparisonOperator.Equal + (kind - TokenKind.Equal);

    public static string TextOf(ComparisonOperator comparison) => TextOf(TokenKind.Equal + (comparison - ComparisonOperator.Equal))!;

    public static bool IsSum(TokenKind kind) => kind is TokenKind.Plus or TokenKind.Minus;

    public static bool IsProduct(TokenKind kind) => kind is TokenKind.Star or TokenKind.Slash or TokenKind.Percent;

    /// <summary>Whether the operator is one of <c>+ -</c>, not one of <c>* / %</c>.</summary>
    public static bool IsSum(ArithmeticOperator arithmetic) => arithmetic is ArithmeticOperator.Add or ArithmeticOperator.Subtract;

    /// <summary>The number operator of a token kind for which <see cref="IsSum(TokenKind)"/> or <see cref="IsProduct"/> holds.</summary>
    public static ArithmeticOperator ArithmeticOf(TokenKind kind) => ArithmeticOperator.Add + (kind - TokenKind.Plus);

    public static string TextOf(ArithmeticOperator arithmetic) => TextOf(TokenKind.Plus + (arithmetic - ArithmeticOperator.Add))!;

    /// <summary>How tightly a binary operator binds; None for every other token.</summary>
    public static Precedence PrecedenceOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => Precedence.Or,
        TokenKind.And => Precedence.And,
        _ => IsComparison(kind) ? Precedence.Comparison
            : IsSum(kind) ? Precedence.Sum
            : IsProduct(kind) ? Precedence.Product
            : Precedence.None,
    };

    public static bool IsPattern(TokenKind kind) =>
        kind is TokenKind.Colon or TokenKind.Like or TokenKind.LikeIgnoreCase or TokenKind.Regex or TokenKind.RegexIgnoreCase;

    /// <summary>The predicate of a token kind for which <see cref="IsPattern"/> holds.</summary>
    public static PatternOperator PatternOf(TokenKind kind) => kind switch
    {
        TokenKind.Like => PatternOperator.Like,
        TokenKind.LikeIgnoreCase => PatternOperator.LikeIgnoreCase,
        TokenKind.Regex => PatternOperator.Regex,
        TokenKind.RegexIgnoreCase => PatternOperator.RegexIgnoreCase,
        _ => PatternOperator.Colon,
    };

    public static string TextOf(PatternOperator pattern) => TextOf(pattern switch
    {
        PatternOperator.Like => TokenKind.Like,
        PatternOperator.LikeIgnoreCase => TokenKind.LikeIgnoreCase,
        PatternOperator.Regex => TokenKind.Regex,
        PatternOperator.RegexIgnoreCase => TokenKind.RegexIgnoreCase,
        _ => TokenKind.Colon,
    })!;

    private static string?[] TextsByKind()
    {
        var texts = new string?[(int)TokenKind.Colon + 1];
        foreach (KeyValuePair<string, TokenKind> row in Keywords)
        {
            texts[(int)row.Value] = row.Key;
        }

        foreach (KeyValuePair<string, TokenKind> row in Operators)
        {
            texts[(int)row.Value] = row.Key;
        }

        return texts;
    }
}
