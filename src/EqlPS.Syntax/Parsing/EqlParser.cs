using EqlPS.Ast;
using EqlPS.Diagnostics;
using Sprache;

namespace EqlPS.Parsing;

/// <summary>Turns query text into a syntax tree, or into diagnostics that say where and how the text is wrong.</summary>
internal static class EqlParser
{
    /// <summary>The longest text that is read, in UTF-16 units.</summary>
    public const int LengthLimit = 2_000_000;

    /// <summary>Parses one query. Bad text gives diagnostics, never an exception.</summary>
    public static ParseResult Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        if (text.Length > LengthLimit)
        {
            diagnostics.Error(DiagnosticCode.QueryTooLarge, new TextSpan(0, 0), text.Length, LengthLimit);
            return new ParseResult(null, diagnostics.InOrder());
        }

        var stream = new TokenStream(text, Scanner.Scan(text, diagnostics));
        if (stream.Tokens.Length == 1 && !diagnostics.HasErrors)
        {
            diagnostics.Error(DiagnosticCode.EmptyQuery, new TextSpan(0, 0));
        }

        SlipFinder.Find(stream, diagnostics);
        Query? query = diagnostics.HasErrors ? null : ParseTokens(stream, diagnostics);
        return new ParseResult(query, diagnostics.InOrder());
    }

    private static Query? ParseTokens(TokenStream stream, DiagnosticBag diagnostics)
    {
        IResult<Query> result = EqlGrammar.Query(stream.Start);
        if (result.WasSuccessful)
        {
            return result.Value;
        }

        diagnostics.Add(stream.Refusal ?? SyntaxErrorText.Describe((TokenInput)result.Remainder, result.Message, result.Expectations));
        return null;
    }
}
