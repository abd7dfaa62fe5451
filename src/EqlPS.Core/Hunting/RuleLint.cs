using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>Finds what is valid in a rule, but probably not meant, beyond what the analysis of its query says.</summary>
internal sealed class RuleLint
{
    // Windows itself writes a star in place of the computer in the names of shares.
    private const string ShareStart = @"\\*\";

    private readonly CompiledRule _rule;
    private readonly List<RuleDiagnostic> _findings = [];

    private RuleLint(CompiledRule rule) => _rule = rule;

    /// <summary>Warnings about a rule, in the order of its query.</summary>
    public static IReadOnlyList<RuleDiagnostic> Check(CompiledRule rule)
    {
        var lint = new RuleLint(rule);
        BoundQuery query = rule.Program.Source;
        foreach (RuleStage stage in RuleStage.Of(rule))
        {
            lint.CheckWildcards(stage.Filter.Condition);
        }

        lint.CheckWindow(query);
        return lint._findings;
    }

    // Bound trees are as deep as the parser lets queries nest.
    private void CheckWildcards(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundLogical logical:
                CheckAll(logical.Operands);
                break;
            case BoundNot not:
                CheckWildcards(not.Operand);
                break;
            case BoundComparison comparison:
                if (comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
                {
                    CheckLiteral(comparison.Left, comparison.Right, "==");
                }

                break;
            case BoundIn membership:
                foreach (BoundExpression item in membership.Items)
                {
                    CheckLiteral(membership.Operand, item, membership.IgnoresCase ? "in~" : "in");
                }

                break;
            case BoundCall call:
                CheckAll(call.Arguments.Where(a => a.Type == Analysis.EqlType.Boolean));
                break;
        }
    }

    private void CheckAll(IEnumerable<BoundExpression> expressions)
    {
        foreach (BoundExpression expression in expressions)
        {
            CheckWildcards(expression);
        }
    }

    // A question mark is often meant as one; a star hardly ever.
    private void CheckLiteral(BoundExpression operand, BoundExpression constant, string @operator)
    {
        if (operand is BoundField field && constant is BoundConstant { Value.Kind: EqlValueKind.Text } text
            && text.Value.AsText().IndexOf('*') >= 0 && !text.Value.AsText().StartsWith(ShareStart, StringComparison.Ordinal))
        {
            string advice = @operator is "in" or "in~" ? $"[{field.Path} : (...)] or [like]" : "[:] or [like]";
            Tell(HuntingCodes.WildcardIsLiteral,
                $"The star has no special meaning in [{@operator}]; use {advice} if it stands for any text.", constant.Span);
        }
    }

    private void CheckWindow(BoundQuery query)
    {
        EqlRule rule = _rule.Rule;
        var now = Timestamp.FromTicks(new DateTime(2024, 6, 15, 12, 0, 0, DateTimeKind.Utc).Ticks);
        bool isReadable = DateMath.TryParse(rule.From.AsSpan(), now, out Timestamp from, out _);
        isReadable &= DateMath.TryParse(rule.To.AsSpan(), now, out _, out Timestamp to);
        if (!isReadable)
        {
            Tell(HuntingCodes.ScheduleUnreadable, $"The search window from [{rule.From}] to [{rule.To}] is no date math.",
                new TextSpan(0, 0));
        }
        else if (query.MaxSpanTicks is long span && Timestamp.CompareSpan(to, from, span) < 0)
        {
            const string Message = "This maxspan is longer than the rule looks back ([from] to [to]): "
                + "on a schedule, longer sequences are not found.";
            Tell(HuntingCodes.MaxSpanBeyondLookBack, Message, query.MaxSpanSpan);
        }
    }

    private void Tell(string code, string message, TextSpan span)
    {
        (int line, int column) = _rule.Rule.LocateQuery(span.Start);
        _findings.Add(new RuleDiagnostic(code, message, _rule.Rule.Path, line, column, RuleDiagnosticSeverity.Warning));
    }
}
