using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Evaluation;
using EqlPS.Patterns;
using EqlPS.Schema.Ecs;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>Finds conditions that no event can meet, because what they ask of one field excludes itself.</summary>
/// <remarks>A condition is refuted only where that is certain: a field that may hold several values may meet two demands at once.</remarks>
internal static class RuleLintStage
{
    // Lists are compared item by item; far more than any rule has.
    private const int MostTexts = 1000;

    /// <summary>The field that nothing can satisfy; null if there is none.</summary>
    public static string? FindContradiction(BoundFilter filter)
    {
        var demands = new List<Demand>();
        var choices = new List<BoundLogical>();
        if (filter.Category is not null)
        {
            demands.Add(new Demand(filter.CategoryField!.Path, [filter.Category], Pattern: null, IgnoresCase: false, IsNegated: false));
        }

        Gather(filter.Condition, demands, choices);
        string? found = FindContradiction(demands);
        foreach (BoundLogical choice in choices)
        {
            found ??= Exhaust(choice, demands);
        }

        return found;
    }

    // All branches have to fail, each with what is asked beside it.
    private static string? Exhaust(BoundLogical choice, List<Demand> demands)
    {
        string? first = null;
        foreach (BoundExpression branch in choice.Operands)
        {
            var all = new List<Demand>(demands);
            Gather(branch, all, []);
            if (FindContradiction(all) is not string found)
            {
                return null;
            }

            first ??= found;
        }

        return first;
    }

    private static void Gather(BoundExpression expression, List<Demand> demands, List<BoundLogical> choices)
    {
        switch (expression)
        {
            case BoundLogical { IsOr: false } all:
                foreach (BoundExpression operand in all.Operands)
                {
                    Gather(operand, demands, choices);
                }

                break;
            case BoundLogical any:
                choices.Add(any);
                break;
            case BoundNot { Operand: BoundLogical { IsOr: true } none }:
                foreach (BoundExpression operand in none.Operands)
                {
                    Gather(operand is BoundNot twice ? twice.Operand : new BoundNot(operand.Span, operand), demands, choices);
                }

                break;
            case BoundNot not when Read(not.Operand) is Demand refused:
                demands.Add(refused with { IsNegated = !refused.IsNegated });
                break;
            default:
                if (Read(expression) is Demand asked)
                {
                    demands.Add(asked);
                }

                break;
        }
    }

    private static Demand? Read(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundNullTest { Operand: BoundField field }:
                // To be missing is the opposite of having any value at all.
                return new Demand(field.Path, Texts: null, Pattern: null, IgnoresCase: false, IsNegated: true);
            case BoundComparison { Operator: ComparisonOperator.Equal, Left: BoundField field, Right: BoundConstant constant }:
                return Create(field, [constant], ignoresCase: false);
            case BoundIn { Operand: BoundField field, Items.Count: <= MostTexts } membership
                when membership.Items.All(i => i is BoundConstant):
                return Create(field, membership.Items, membership.IgnoresCase);
            case BoundPattern { Operand: BoundField field, Others.Count: 0, Regex: null, Patterns.Count: <= MostTexts } pattern:
                bool ignoresCase = pattern.Operator != PatternOperator.Like;
                return pattern.Patterns.Any(WildcardPattern.HasWildcard)
                    ? new Demand(field.Path, Texts: null, pattern.Patterns, ignoresCase, IsNegated: false)
                    : new Demand(field.Path, pattern.Patterns, Pattern: null, ignoresCase, IsNegated: false);
            case BoundComparison { Left: BoundField field, Right: BoundConstant, Operator: not ComparisonOperator.NotEqual }:
                return new Demand(field.Path, Texts: null, Pattern: [], IgnoresCase: false, IsNegated: false);
            default:
                return null;
        }
    }

    // An address may be written in several ways, a number too.
    private static Demand Create(BoundField field, IReadOnlyList<BoundExpression> constants, bool ignoresCase)
    {
        bool areTexts = !EcsFields.IsAddress(field.Path) && constants.All(c => ((BoundConstant)c).Value.Kind == EqlValueKind.Text);
        if (!areTexts)
        {
            return new Demand(field.Path, Texts: null, Pattern: [], IgnoresCase: false, IsNegated: false);
        }

        string[] texts = constants.Select(c => ((BoundConstant)c).Value.AsText()).ToArray();
        return new Demand(field.Path, texts, Pattern: null, ignoresCase, IsNegated: false);
    }

    private static string? FindContradiction(List<Demand> demands)
    {
        foreach (IGrouping<string, Demand> field in demands.GroupBy(d => d.Path, StringComparer.Ordinal))
        {
            Demand[] asked = field.Where(d => !d.IsNegated).ToArray();
            Demand[] refused = field.Where(d => d.IsNegated).ToArray();
            bool isMissing = refused.Any(d => d.IsAnyValue);
            bool isSingle = !HoldsSeveral(field.Key);
            if ((isMissing && asked.Length > 0)
                || asked.Any(a => refused.Any(r => r.Refutes(a)))
                || (isSingle && asked.Any(a => asked.Any(b => b.Misses(a)))))
            {
                return field.Key;
            }
        }

        return null;
    }

    // What the schema does not know may hold anything, and raw events have several actions and types.
    private static bool HoldsSeveral(string path) =>
        path.StartsWith("event.", StringComparison.Ordinal) || !EcsFields.TryGet(path, out EcsField field) || field.HoldsSeveral;

    /// <summary>What a condition asks of a field: one of some texts, a text of some form, or just a value.</summary>
    private sealed record Demand(
        string Path, IReadOnlyList<string>? Texts, IReadOnlyList<string>? Pattern, bool IgnoresCase, bool IsNegated)
    {
        /// <summary>True if every value will do.</summary>
        public bool IsAnyValue => Texts is null && Pattern is null;

        /// <summary>Whether this, refused, leaves nothing of what is asked.</summary>
        public bool Refutes(Demand asked) =>
            asked.Texts is not null && !IsAnyValue && (IgnoresCase || !asked.IgnoresCase) && asked.Texts.All(t => Accepts(t, IgnoresCase));

        /// <summary>Whether no text of another demand on the same single value meets this one.</summary>
        public bool Misses(Demand other) =>
            other.Texts is not null && (Texts is not null || Pattern is { Count: > 0 })
                && !other.Texts.Any(t => Accepts(t, IgnoresCase || other.IgnoresCase));

        private bool Accepts(string text, bool ignoresCase) =>
            Texts is not null
                ? Texts.Contains(text, ignoresCase ? FoldedTextComparer.Instance : StringComparer.Ordinal)
                : Pattern!.Any(p => WildcardPattern.Create(p, ignoresCase).IsMatch(text.AsSpan()));
    }
}
