using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <summary>Says in words for people what the grammar expected at a place and what it found there.</summary>
internal static class SyntaxErrorText
{
    private const int LongestExcerpt = 40;

    /// <summary>The diagnostic of a failed parse: <paramref name="message"/> if the rule had one, else expected and found.</summary>
    public static Diagnostic Describe(TokenInput at, string message, IEnumerable<string> expectations)
    {
        if (message.Length == 0 && OptionOfSample(at) is { } option)
        {
            return Diagnostic.Error(DiagnosticCode.SampleOption, at.Token.Span, option);
        }

        message = message.Length == 0 ? SpecialCaseAt(at) : message;
        if (message.Length == 0)
        {
            string[] expected = expectations.Distinct().ToArray();
            string list = expected.Length < 2
                ? string.Concat(expected)
                : $"{string.Join(", ", expected, 0, expected.Length - 1)} or {expected[expected.Length - 1]}";
            string after = at.Index == 0 ? string.Empty : $" after {Quoted(at.Stream, at.Stream.Tokens[at.Index - 1])}";
            message = $"expected {list}{after}, found {Found(at)}";
        }

        return Diagnostic.Error(DiagnosticCode.SyntaxError, at.Token.Span, message);
    }

    /// <summary>What can follow where a query could have ended.</summary>
    public static string[] ContinuationsAfter(TokenInput at)
    {
        Token[] tokens = at.Stream.Tokens;
        TokenKind command = tokens[0].Kind;
        bool isPiped = Array.FindLastIndex(tokens, at.Index, token => token.Kind == TokenKind.Pipe) >= 0;
        if (isPiped || command is not (TokenKind.Sequence or TokenKind.Sample or TokenKind.Join))
        {
            return at.PreviousKind == TokenKind.CloseBracket
                ? ["[and]", "[or]", "a pipe", "the end of the query"]
                : ["an operator", "a pipe", "the end of the query"];
        }

        bool isUntil = Array.FindLastIndex(tokens, at.Index - 1, token => token.Kind == TokenKind.Until) >= 0;
        var continuations = new List<string>();
        if (!isUntil)
        {
            continuations.Add("a stage");
        }

        if (at.PreviousKind == TokenKind.CloseBracket)
        {
            continuations.Add("[by]");
            continuations.Add($"[with {SyntaxFacts.RunsOption}=...]");
        }

        if (!isUntil && command != TokenKind.Sample)
        {
            continuations.Add("[until]");
        }

        continuations.Add("a pipe");
        continuations.Add("the end of the query");
        return continuations.ToArray();
    }

    /// <summary>What an operand is called behind the token before this place.</summary>
    public static string OperandAfter(TokenInput at) => at.PreviousKind switch
    {
        TokenKind.And or TokenKind.Or or TokenKind.Not or TokenKind.Where => "a condition",
        TokenKind.By => "a field",
        TokenKind.Colon or TokenKind.Like or TokenKind.LikeIgnoreCase or TokenKind.Regex or TokenKind.RegexIgnoreCase => "a pattern",
        _ => "a value",
    };

    /// <summary>What can stand where a stage was expected.</summary>
    public static string[] StageAfter(TokenInput at) => at.PreviousKind switch
    {
        TokenKind.Sequence => ["[by]", "[with maxspan=...]", "a stage such as [process where ...]"],
        TokenKind.Sample or TokenKind.Join => ["[by]", "a stage such as [process where ...]"],
        _ => ["a stage such as [process where ...]"],
    };

    private static string SpecialCaseAt(TokenInput at) =>
        at.Kind == TokenKind.MaxSpan ? "[maxspan] goes behind [with]: write [with maxspan=...]"
        : at.Index == 0 ? CategoryAt(at)
        : at.Index == 1 && at.Kind == TokenKind.Where ? ReservedCategory(at.Stream, at.Stream.Tokens[0])
        : string.Empty;

    // What a sequence has and a sample has not.
    private static string? OptionOfSample(TokenInput at) =>
        at.Stream.Tokens[0].Kind != TokenKind.Sample ? null
        : at.Kind == TokenKind.Until ? "[until]"
        : at.Kind == TokenKind.With && at.Next.Kind == TokenKind.MaxSpan ? "[with maxspan]"
        : null;

    /// <summary>The message for what is no event category; empty if the plain one will do.</summary>
    public static string CategoryAt(TokenInput at)
    {
        Token token = at.Token;
        string text = Excerpt(at.Stream, token);
        if (at.Kind == TokenKind.QuotedName)
        {
            return $"an event category takes double quotes, not back quotes: {Shown($"\"{(string)token.Value!}\"", "\"...\"")}";
        }

        if (SyntaxFacts.IsKeyword(at.Kind) && at.Next.Kind == TokenKind.Where)
        {
            return ReservedCategory(at.Stream, token);
        }

        if (at.Kind is TokenKind.Integer or TokenKind.Decimal && at.Next.Kind is TokenKind.Identifier or TokenKind.Where)
        {
            string whole = at.Next.Token.Start == token.End ? text + Excerpt(at.Stream, at.Next.Token) : text;
            return $"an event category that starts with a digit takes quotes: {Shown($"\"{whole}\"", "\"...\"")}";
        }

        return string.Empty;
    }

    private static string ReservedCategory(TokenStream stream, Token token) =>
        $"[{stream.TextOf(token)}] is a reserved word; as an event category write \"{stream.TextOf(token)}\"";

    /// <summary>The message where <c>where</c> was expected; empty if the plain one will do.</summary>
    public static string WhereAt(TokenInput at)
    {
        if (at.Kind is not (TokenKind.Minus or TokenKind.Dot))
        {
            return string.Empty;
        }

        // my-category where ...
        TokenInput end = at;
        while (!end.AtEnd && end.Kind != TokenKind.Where && end.Token.Start == end.Stream.Tokens[end.Index - 1].End)
        {
            end = end.Next;
        }

        int start = at.Stream.Tokens[at.Index - 1].Start;
        return end.Kind == TokenKind.Where
            ? $"an event category with other characters than letters, digits and _ takes quotes: {Shown(
                $"\"{at.Stream.Text.Substring(start, end.Stream.Tokens[end.Index - 1].End - start)}\"", "\"...\"")}"
            : string.Empty;
    }

    /// <summary>The message for what is no option of a stage; empty if the plain one will do.</summary>
    public static string OptionNameAt(TokenInput at) => at.Kind == TokenKind.MaxSpan
        ? "[with maxspan] goes before the first stage, behind the shared keys: [sequence by ... with maxspan=... [...] [...]]"
        : string.Empty;

    public static string Unclosed(TokenInput open)
    {
        LinePosition position = open.Stream.PositionOf(open.Token);
        string name = open.Kind == TokenKind.OpenParenthesis ? "parenthesis" : "bracket";
        return FormattableString.Invariant($"unclosed {name}, opened at line {position.Line}:{position.Column}");
    }

    /// <summary>A suggestion as it is, or the placeholder if it is too long or has characters that would garble the message.</summary>
    public static string Shown(string suggestion, string placeholder)
    {
        if (suggestion.Length > LongestExcerpt * 2)
        {
            return placeholder;
        }

        foreach (char c in suggestion)
        {
            if (char.IsControl(c))
            {
                return placeholder;
            }
        }

        return suggestion;
    }

    /// <summary>The text of a token, shortened if it is long.</summary>
    public static string Excerpt(TokenStream stream, Token token)
    {
        int length = token.End - token.Start;
        return length <= LongestExcerpt ? stream.TextOf(token) : stream.Text.Substring(token.Start, LongestExcerpt) + "...";
    }

    /// <summary>A token in square brackets, as messages show it; brackets themselves in words.</summary>
    public static string Quoted(TokenStream stream, Token token) => token.Kind switch
    {
        TokenKind.OpenBracket => "the opening bracket",
        TokenKind.CloseBracket => "the closing bracket",
        _ => $"[{Excerpt(stream, token)}]",
    };

    private static string Found(TokenInput at) => at.AtEnd
        ? "the end of the query"
        : SyntaxFacts.IsKeyword(at.Kind) ? $"the reserved word {Quoted(at.Stream, at.Token)}" : Quoted(at.Stream, at.Token);
}
