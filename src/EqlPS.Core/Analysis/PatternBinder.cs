using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Checks <c>:</c>, <c>like</c> and <c>regex</c>: what they are applied to, and their patterns.</summary>
internal sealed class PatternBinder(AnalysisOptions options, DiagnosticBag diagnostics, ConstantFolder folder)
{
    public BoundExpression Bind(PatternExpression source, BoundExpression operand, IReadOnlyList<BoundExpression> patterns)
    {
        string name = OperatorNames.Of(source.Operator);
        if (operand.Type is EqlType.Number or EqlType.Boolean or EqlType.Date
            || (operand.Type == EqlType.Ip && options.IsElasticsearchCompatible))
        {
            diagnostics.Error(
                DiagnosticCode.OperandType, operand.Span, name, "a string; use [==]", BoundText.Of(operand), BoundText.TypeOf(operand));
            return new BoundConstant(source.Span, EqlValue.Null);
        }

        var texts = new List<BoundConstant>();
        var others = new List<BoundExpression>();
        for (int i = 0; i < patterns.Count; i++)
        {
            Sort(source, source.Patterns[i], patterns[i], texts, others);
        }

        if (texts.Count + others.Count == 0 || operand is BoundConstant { IsNull: true })
        {
            return new BoundConstant(source.Span, EqlValue.Null);
        }

        string[] constants = texts.Select(t => t.Value.AsText()).ToArray();
        RegexPattern? regex = null;
        bool isRegex = source.Operator is PatternOperator.Regex or PatternOperator.RegexIgnoreCase;
        return isRegex && !TryParseRegex(source.Operator == PatternOperator.RegexIgnoreCase, texts, constants, out regex)
            ? new BoundConstant(source.Span, EqlValue.Null)
            : folder.Fold(new BoundPattern(source.Span, operand, source.Operator, constants, others, regex));
    }

    // Text is a pattern; what is computed is only equal or not; null never matches. Elasticsearch takes written constants only.
    private void Sort(
        PatternExpression source, Expression written, BoundExpression pattern, List<BoundConstant> texts, List<BoundExpression> others)
    {
        string name = OperatorNames.Of(source.Operator);
        switch (pattern)
        {
            case BoundConstant { Value.Kind: EqlValueKind.Text } text:
                if (options.IsElasticsearchCompatible && written is not LiteralExpression)
                {
                    diagnostics.Error(
                        DiagnosticCode.ArgumentNotConstant, pattern.Span, "second", name, BoundText.Shown(written.ToString()));
                }

                texts.Add(text);
                break;
            case BoundConstant { IsNull: true }:
                // An optional field that does not exist is null as well, and just never matches.
                if (written is LiteralExpression)
                {
                    diagnostics.Error(DiagnosticCode.PatternIsNull, pattern.Span, name);
                }

                break;
            case BoundConstant constant:
                diagnostics.Error(DiagnosticCode.PatternNotText, constant.Span, name, BoundText.Of(constant));
                break;
            default:
                if (options.IsElasticsearchCompatible || source.Operator is not PatternOperator.Colon)
                {
                    diagnostics.Error(DiagnosticCode.ArgumentNotConstant, pattern.Span, "second", name, BoundText.Of(pattern));
                }

                others.Add(pattern);
                break;
        }
    }

    private bool TryParseRegex(bool ignoreCase, List<BoundConstant> texts, string[] patterns, out RegexPattern? regex)
    {
        regex = null;
        if (patterns.Length == 0)
        {
            return true;
        }

        if (RegexPattern.TryParse(patterns, ignoreCase, out regex, out RegexError? whole))
        {
            return true;
        }

        // The list is refused for one reason; each of its patterns may have its own.
        bool isAnyRefused = false;
        for (int i = 0; i < patterns.Length && !diagnostics.IsFull; i++)
        {
            if (!RegexPattern.TryParse(patterns[i], ignoreCase, out _, out RegexError? error))
            {
                isAnyRefused = true;
                Refuse(texts[i], error);
            }
        }

        if (!isAnyRefused)
        {
            Refuse(texts[whole.PatternIndex], whole);
        }

        return false;
    }

    // The message is a sentence; here it follows a colon.
    private void Refuse(BoundConstant pattern, RegexError error)
    {
        string reason = char.ToLowerInvariant(error.Message[0]) + error.Message.Substring(1).TrimEnd('.');
        string place = FormattableString.Invariant($"at character {error.Position + 1} of the pattern");
        diagnostics.Error(DiagnosticCode.InvalidRegex, pattern.Span, $"{reason} ({place})");
    }
}
