using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Hunting.Candidates;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>Finds what is valid in a rule, but probably not meant, beyond what the analysis of its query says.</summary>
internal sealed class RuleLint
{
    // Windows itself writes a star in place of the computer in the names of shares.
    private const string ShareStart = @"\\*\";

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

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
            lint.CheckReach(stage);
        }

        foreach (BoundField field in RuleLintFields.Unknown(rule))
        {
            lint.Tell(RuleLintCodes.FieldUnknown, RuleLintFields.Describe(field), field.Span);
        }

        lint.CheckUntil(query);
        lint.CheckWindow(query);
        return lint._findings;
    }

    private void CheckReach(RuleStage stage)
    {
        if (stage.Filter.Condition is BoundConstant { Value.IsTrue: false })
        {
            Tell(RuleLintCodes.StageUnreachable, "No event can meet this condition: it is never true.", stage.Filter.Span);
        }
        else if (RuleLintStage.FindContradiction(stage.Filter) is string field)
        {
            string message = $"No event can meet this condition: what it asks of [{BoundText.Shown(field)}] excludes itself.";
            Tell(RuleLintCodes.StageUnreachable, message, stage.Filter.Span);
        }
    }

    // [until] is tested after the stages, so it ends what the same event has just begun or carried on; the last stage is out of its reach.
    private void CheckUntil(BoundQuery query)
    {
        for (int i = 0; query.Until is not null && i < query.Stages.Count - 1; i++)
        {
            BoundStage stage = query.Stages[i];
            if (!stage.IsMissing && IsSame(stage, query.Until))
            {
                string message = FormattableString.Invariant(
                    $"Every event of stage {i + 1} also meets [until], which ends the sequence at once: nothing is ever found.");
                Tell(RuleLintCodes.UntilEndsStage, message, query.Until.Filter.Span);
                return;
            }
        }
    }

    private bool IsSame(BoundStage stage, BoundStage until)
    {
        bool hasSameKeys = stage.Keys.Select(k => k.Field?.Path)
            .SequenceEqual(until.Keys.Select(k => k.Field?.Path), StringComparer.Ordinal);
        bool isAny = until.Filter.Condition is BoundConstant { Value.IsTrue: true }
            && (until.Filter.Category is null || until.Filter.Category == stage.Filter.Category);
        return hasSameKeys && (isAny || TextOf(stage.Filter) == TextOf(until.Filter));
    }

    private string TextOf(BoundFilter filter) =>
        string.Join(" ", _rule.Rule.Query.Substring(filter.Span.Start, filter.Span.Length)
            .Split(Blanks, StringSplitOptions.RemoveEmptyEntries));

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
                CheckAll(call.Arguments.Where(a => a.Type == EqlType.Boolean));
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
