using EqlPS.Diagnostics;

namespace EqlPS.Parsing;

/// <content>Names that were meant as keywords, and events without <c>where</c>.</content>
internal sealed partial class SlipFinder
{
    /// <summary>Reports a name that was meant as a keyword or operator; false if it is a name.</summary>
    private bool CheckName(int i)
    {
        if (!CanBeSlip(_tokens[i]))
        {
            return false;
        }

        string text = TextAt(i);
        if (MeantKeyword(i, text) is { } keyword)
        {
            Error(DiagnosticCode.KeywordCase, i, text, keyword);
            return true;
        }

        if (IsUnexpectedName(i) && string.Equals(text, "is", StringComparison.OrdinalIgnoreCase) && IsNullTest(i + 1, out bool isNegated))
        {
            Error(DiagnosticCode.ForeignOperator, i, isNegated ? "is not" : "is", isNegated ? "!=" : "==");
            return true;
        }

        // These can be a field and a category, but hardly ever are.
        if (SyntaxFacts.MiscasedKeyword(text) is { } constant && IsDoubtful(i, constant))
        {
            _diagnostics.Warning(DiagnosticCode.KeywordCase, _tokens[i].Span, text, constant);
        }

        return false;
    }

    // Nearly all names are long or all lower case; they cost nothing.
    private bool CanBeSlip(Token name)
    {
        int length = name.End - name.Start;
        if (length > SyntaxFacts.LongestKeyword)
        {
            return false;
        }

        for (int i = name.Start; i < name.End; i++)
        {
            if (_stream.Text[i] is >= 'A' and <= 'Z')
            {
                return true;
            }
        }

        return length == 2 && string.CompareOrdinal(_stream.Text, name.Start, "is", 0, length) == 0;
    }

    /// <summary>The keyword that the name at a place must have been meant as, since no name can stand there.</summary>
    private string? MeantKeyword(int i, string text)
    {
        TokenKind previous = KindAt(i - 1);
        TokenKind next = KindAt(i + 1);
        if (previous == TokenKind.With && next == TokenKind.Assign && text != SyntaxFacts.RunsOption
            && string.Equals(text, SyntaxFacts.RunsOption, StringComparison.OrdinalIgnoreCase))
        {
            return SyntaxFacts.RunsOption;
        }

        if (SyntaxFacts.MiscasedKeyword(text) is not { } keyword || keyword is "true" or "false" or "null")
        {
            return null;
        }

        bool isMeant = IsUnexpectedName(i)
            || (previous == TokenKind.Any && keyword == "where")
            || (previous == TokenKind.With && keyword == "maxspan")
            || (i == 1 && _isCommand && keyword is "by" or "with")
            || (previous == TokenKind.Not && EndsOperand(i - 2))
            || (keyword == "not" && previous is not (TokenKind.Dot or TokenKind.Pipe)
                && (StartsOperand(i + 1) || next == TokenKind.OpenParenthesis))
            || IsMiscasedCommand(i);
        return isMeant ? keyword : null;
    }

    // Two operands in a row are valid only as a pipe with its first argument, and as an amount with its unit.
    private bool IsUnexpectedName(int i) =>
        EndsOperand(i - 1)
        && KindAt(i - 2) != TokenKind.Pipe
        && !(KindAt(i - 2) == TokenKind.Assign && KindAt(i - 3) == TokenKind.MaxSpan);

    private bool IsMiscasedCommand(int i) =>
        i == 0 && KindAt(0) == TokenKind.Identifier
        && SyntaxFacts.MiscasedKeyword(TextAt(0)) is "sequence" or "sample" or "join"
        && (KindAt(1) is TokenKind.By or TokenKind.With or TokenKind.OpenBracket or TokenKind.OpenMissing
            || (KindAt(1) == TokenKind.Identifier && SyntaxFacts.MiscasedKeyword(TextAt(1)) is "by" or "with"));

    private bool IsNullTest(int i, out bool isNegated)
    {
        isNegated = KindAt(i) == TokenKind.Not || (KindAt(i) == TokenKind.Identifier && SyntaxFacts.MiscasedKeyword(TextAt(i)) == "not");
        i = isNegated ? i + 1 : i;
        return KindAt(i) == TokenKind.Null || (KindAt(i) == TokenKind.Identifier && SyntaxFacts.MiscasedKeyword(TextAt(i)) == "null");
    }

    private bool IsDoubtful(int i, string keyword)
    {
        TokenKind previous = KindAt(i - 1);
        TokenKind next = KindAt(i + 1);
        return keyword == "any"
            ? next == TokenKind.Where && StartsEvent(i)
            : keyword is "true" or "false" or "null"
                && previous is not (TokenKind.Dot or TokenKind.Question or TokenKind.Pipe or TokenKind.With) && !EndsOperand(i - 1)
                && next is not (TokenKind.Dot or TokenKind.Where or TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.Of);
    }

    /// <summary>Whether an event (category and <c>where</c>) starts at this token: first in the query, or in a bracket for one.</summary>
    private bool StartsEvent(int i)
    {
        if (i == 0)
        {
            return !_isCommand;
        }

        // The bracket itself is open already.
        TokenKind open = KindAt(i - 1);
        bool isBracket = open == TokenKind.OpenMissing
            || (open == TokenKind.OpenBracket && !(KindAt(i) == TokenKind.Integer && KindAt(i + 1) == TokenKind.CloseBracket));
        return isBracket && !_isPiped && (KindAt(i - 2) == TokenKind.Of || (_isCommand && _comparisons.Count == 1));
    }

    private void CheckWhere(int i, TokenKind kind)
    {
        TokenKind next = KindAt(i + 1);
        bool isBare = kind switch
        {
            // process.name == "x", or my-category where: the latter gets a message of its own from the grammar.
            TokenKind.Identifier => (next is TokenKind.OpenParenthesis or TokenKind.Dot || IsOperator(next)) && !HasWhere(i),
            TokenKind.InsensitiveName or TokenKind.Not or TokenKind.Question or TokenKind.QuotedName or TokenKind.OpenParenthesis =>
                !HasWhere(i),
            TokenKind.String => IsOperator(next) && !HasWhere(i),
            _ => false,
        };
        if (isBare)
        {
            Error(DiagnosticCode.MissingWhere, i, "any");
            return;
        }

        bool isCategory = kind is TokenKind.Identifier or TokenKind.String or TokenKind.Any;
        bool lacksWhere = next is TokenKind.End or TokenKind.CloseBracket or TokenKind.Pipe
            || (StartsOperand(i + 1) && !(next == TokenKind.Identifier && SyntaxFacts.MiscasedKeyword(TextAt(i + 1)) == "where"));
        if (isCategory && lacksWhere)
        {
            Error(DiagnosticCode.MissingWhere, i, SyntaxErrorText.Shown(SyntaxErrorText.Excerpt(_stream, _tokens[i]), "..."));
        }
    }

    private static bool IsOperator(TokenKind kind) =>
        SyntaxFacts.PrecedenceOf(kind) != Precedence.None || SyntaxFacts.IsPattern(kind)
        || kind is TokenKind.In or TokenKind.InIgnoreCase or TokenKind.Assign;

    // Only the event's own part of the query counts; the search is short, for the events that lack a where have little else.
    private bool HasWhere(int i)
    {
        const int Farthest = 1000;
        for (int at = i; at < i + Farthest && KindAt(at) is not (TokenKind.End or TokenKind.CloseBracket or TokenKind.Pipe); at++)
        {
            if (KindAt(at) == TokenKind.Where)
            {
                return true;
            }
        }

        return false;
    }
}
