using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Scalars;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>The fast forms of leaf predicates say what the general form says, and lists say what their items say one by one.</summary>
public sealed class LeafAgreementTests
{
    private const int Seed = 20240101;
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Expressions = ["\"a.*\"", "\"[0-9]+\", \"b\"", "\"~(a*)\"", "\"<1-20>\"", "\".{1,3}\""];
    private static readonly string[] Lists = ["in", "not in", "in~", "not in~", ":", "like", "like~"];

    [Fact]
    public void FastLeavesAgreeWithTheGeneralForm()
    {
        const int Leaves = 5_000;
        const int EventsPerLeaf = 10;
        var values = new RandomValues(new Random(Seed));
        var random = new Random(Seed + 1);
        int fast = 0;
        for (int i = 0; i < Leaves; i++)
        {
            string text = Leaf(values, random);
            if (Compile(text) is not var (condition, general, fields))
            {
                continue;
            }

            fast += condition is ExpressionCondition ? 0 : 1;
            for (int n = 0; n < EventsPerLeaf; n++)
            {
                EvaluationContext context = Event(values, fields);
                var again = new EvaluationContext(fields.Count);
                for (int slot = 0; slot < fields.Count; slot++)
                {
                    again.Set(slot, context.Field(slot));
                }


                bool actual = condition.IsMet(context);

                Assert.True(general(again) == actual, $"{text} over {Show(context)}: {actual}");
                Assert.True(context.Faults.Total == again.Faults.Total, $"{text} over {Show(context)}: {context.Faults.Total} faults");
            }
        }

        Assert.True(fast > Leaves / 2, $"only {fast} leaves had a fast form");
    }

    [Fact]
    public void AListMeansAnyOfItsItems()
    {
        const int Leaves = 5_000;
        const int EventsPerLeaf = 10;
        var values = new RandomValues(new Random(Seed + 2));
        var random = new Random(Seed + 3);
        for (int i = 0; i < Leaves; i++)
        {
            string @operator = values.Pick(Lists);
            bool isNegated = @operator.StartsWith("not", StringComparison.Ordinal);
            string single = @operator.Replace("not ", string.Empty);
            string[] items = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => single.StartsWith("in", StringComparison.Ordinal) ? values.Constant() : values.TextConstant()).ToArray();
            string oneByOne = string.Join(" or ", items.Select(item => single == "in" ? $"x == {item}" : $"x {single} ({item})"));
            string text = $"x {@operator} ({string.Join(", ", items)})";
            string apart = isNegated ? $"not ({oneByOne})" : oneByOne;
            if (Compile(text) is not var (list, _, fields) || Compile(apart) is not var (separate, _, _))
            {
                continue;
            }

            for (int n = 0; n < EventsPerLeaf; n++)
            {
                EvaluationContext context = Event(values, fields);
                bool expected = separate.IsMet(context);
                Assert.True(list.IsMet(context) == expected, $"{text} over {Show(context)}: not {expected}");
            }
        }
    }

    private static string Leaf(RandomValues values, Random random)
    {
        string items = string.Join(", ", Enumerable.Range(0, random.Next(1, 5)).Select(_ => values.Constant()));
        string texts = string.Join(", ", Enumerable.Range(0, random.Next(1, 5)).Select(_ => values.TextConstant()));
        return random.Next(9) switch
        {
            0 or 1 => $"x {values.Pick(Comparisons)} {values.Constant()}",
            2 => $"{values.Constant()} {values.Pick(Comparisons)} x",
            3 => $"x {values.Pick(["in", "not in", "in~", "not in~"])} ({items})",
            4 => $"x {values.Pick([":", "like", "like~"])} ({texts})",
            5 => $"x {values.Pick(["regex", "regex~"])} ({values.Pick(Expressions)})",
            6 => $"x {values.Pick(["== null", "!= null"])}",
            7 => $"{values.Pick(["", "not "])}cidrMatch(x, {values.Pick(["\"10.0.0.0/8\"", "\"::/64\", \"fe80::/10\"", "\"10.0.0.1\""])})",
            _ => values.Pick(["x", "not x", "x == true", "false != x"]),
        };
    }

    /// <summary>
    /// The condition as it is compiled, and its leaves in the general form; null if the text is refused or folds to a constant.
    /// </summary>
    private static (Condition Fast, Func<EvaluationContext, bool> General, FieldTable Fields)? Compile(string text)
    {
        if (!EqlQuery.TryParse("any where " + text, null, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics))
        {
            Assert.DoesNotContain(diagnostics, d => d.Code == DiagnosticCode.SyntaxError);
            return null;
        }

        BoundExpression bound = query!.Bound.Stages[0].Filter.Condition;
        var fields = new FieldTable();
        Condition fast = new ConditionCompiler(fields, query.Now).Compile(bound);
        return fields.Count == 0 ? null : (fast, General(bound, fields, query), fields);
    }

    private static Func<EvaluationContext, bool> General(BoundExpression expression, FieldTable fields, EqlQuery query)
    {
        switch (expression)
        {
            case BoundNot not:
                Func<EvaluationContext, bool> operand = General(not.Operand, fields, query);
                return context => !operand(context);
            case BoundLogical logical:
                Func<EvaluationContext, bool>[] operands = logical.Operands.Select(o => General(o, fields, query)).ToArray();
                return logical.IsOr ? context => operands.Any(o => o(context)) : context => operands.All(o => o(context));
            default:
                var compiler = new ScalarCompiler(query.Now);
                Scalar scalar = compiler.Compile(expression);
                return new ExpressionCondition(compiler.Occurrences.Select(fields.SlotOf).ToArray(), scalar).IsMet;
        }
    }

    private static EvaluationContext Event(RandomValues values, FieldTable fields)
    {
        var context = new EvaluationContext(fields.Count);
        for (int slot = 0; slot < fields.Count; slot++)
        {
            context.Set(slot, values.Field());
        }

        return context;
    }

    private static string Show(EvaluationContext context) => string.Join("; ", context.All().Select(Show));

    private static string Show(EqlValue field) =>
        string.Join(",", Enumerable.Range(0, field.Count).Select(i => $"{field.ItemAt(i).Kind} {field.ItemAt(i)}"));
}
