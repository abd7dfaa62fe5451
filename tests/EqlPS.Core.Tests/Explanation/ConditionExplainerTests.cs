using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Explanation;
using EqlPS.Tests.Evaluation;
using EqlPS.Values;

namespace EqlPS.Tests.Explanation;

/// <summary>An explanation answers as the compiled condition does, and names tests on which the answer does hang.</summary>
public sealed class ConditionExplainerTests
{
    private const int Seed = 7100;

    [Fact]
    public void RootAgreesWithTheCompiledCondition()
    {
        int compared = 0;
        int met = 0;
        ForEachTrial((program, context, explained) =>
        {
            bool expected = program.Stages[0].Condition.IsMet(context);
            Assert.True(expected == explained.IsMet, explained.ToString());
            compared++;
            met += expected ? 1 : 0;
        });
        Assert.True(compared > 5_000, $"only {compared} trials");
        Assert.InRange(met, compared / 10, compared * 9 / 10);
    }

    [Fact]
    public void AnswerStandsWhateverTheOtherTestsSay()
    {
        var random = new Random(Seed + 2);
        ForEachTrial((_, _, explained) =>
        {
            var decisive = explained.FindDecisiveTests().ToHashSet();
            Assert.NotEmpty(decisive);
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(explained.IsMet, Judge(explained, part => decisive.Contains(part) ? part.IsMet : random.Next(2) == 0));
            }
        });
    }

    [Fact]
    public void EveryFailedConjunctionNamesItsFirstFailedPart() => ForEachTrial((_, _, explained) => CheckMarks(explained));

    [Theory]
    [InlineData("process where process.name : \"cmd.exe\"", "true   event.category == \"process\"", "false  process.name : \"cmd.exe\"")]
    [InlineData("any where length(process.args) > 2", "true   length(process.args) > 2", "length(process.args) = 4")]
    [InlineData("any where user.name == null", "true   user.name == null", "user.name is missing")]
    [InlineData("any where process.pid + 1 == 8", "process.pid + 1 = 8", "process.pid = 7")]
    [InlineData("any where true", "true   true", "true")]
    [InlineData("network where true", "false  event.category == \"network\"", "event.category = process")]
    public void TreeShowsValuesAndTruth(string query, string first, string second)
    {
        const string Event = """{"event":{"category":["process"]},"process":{"name":"explorer.exe","pid":7,"args":["-nop","b"]}}""";
        string tree = Explain(query, Event).ToString();
        string flat = string.Join('\n', tree.Split('\n').Select(line => line.TrimStart('→', ' ').Replace("    ", "  ")));
        Assert.Contains(Squeeze(first), Squeeze(flat));
        Assert.Contains(Squeeze(second), Squeeze(flat));
    }

    [Fact]
    public void CategoryStandsBesideTheTests()
    {
        ExplainedPart explained = Explain("process where a == 1 and b == 2", """{"event":{"category":"process"},"a":1,"b":3}""");
        Assert.Equal(ExplainedPartKind.And, explained.Kind);
        Assert.Equal(
            [ExplainedPartKind.Category, ExplainedPartKind.Test, ExplainedPartKind.Test], explained.Parts.Select(part => part.Kind));
        Assert.Equal("b == 2", Assert.Single(explained.FindDecisiveTests()).Text);
    }

    [Fact]
    public void LongQueriesAreExplainedWithoutOverflow()
    {
        string sum = string.Join(" + ", Enumerable.Repeat("n", 2_000));
        string nested = string.Concat(Enumerable.Repeat("not (", 45)) + "n == 1" + new string(')', 45);
        ExplainedPart explained = Explain($"any where {sum} == 2000 and {nested}", """{"n":1}""");
        Assert.False(explained.IsMet);
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static ExplainedPart Explain(string text, string json)
    {
        EqlQuery query = EqlQuery.Parse(text);
        var fields = new FieldTable();
        var explainer = new ConditionExplainer(query.Text, query.Bound.Stages[0].Filter, fields, query.Now);
        return explainer.Explain(ExplanationEvents.Read(fields, json));
    }

    private static bool Judge(ExplainedPart part, Func<ExplainedPart, bool> test) => part.Kind switch
    {
        ExplainedPartKind.And => part.Parts.All(p => Judge(p, test)),
        ExplainedPartKind.Or => part.Parts.Any(p => Judge(p, test)),
        ExplainedPartKind.Not => !Judge(part.Parts[0], test),
        _ => test(part),
    };

    private static void CheckMarks(ExplainedPart part)
    {
        if (part.IsDecisive && part.Kind == ExplainedPartKind.And && !part.IsMet)
        {
            Assert.Same(part.Parts.First(p => !p.IsMet), Assert.Single(part.Parts, p => p.IsDecisive));
        }

        if (!part.IsDecisive)
        {
            Assert.DoesNotContain(part.Parts, p => p.IsDecisive);
        }

        foreach (ExplainedPart inner in part.Parts)
        {
            CheckMarks(inner);
        }
    }

    private static void ForEachTrial(Action<CompiledQuery, EvaluationContext, ExplainedPart> check)
    {
        const int Queries = 1_000;
        const int EventsPerQuery = 8;
        var random = new Random(Seed);
        var values = new RandomValues(new Random(Seed + 1));
        var conditions = new RandomConditions(random, values);
        for (int i = 0; i < Queries; i++)
        {
            string category = random.Next(3) == 0 ? "process" : "any";
            string text = $"{category} where {conditions.Next(3)}";
            if (!EqlQuery.TryParse(text, null, out EqlQuery? query, out _))
            {
                continue;
            }

            var fields = new FieldTable();
            CompiledQuery program = query!.Compile(fields);
            var explainer = new ConditionExplainer(query.Text, query.Bound.Stages[0].Filter, fields, query.Now);
            for (int j = 0; j < EventsPerQuery; j++)
            {
                var context = new EvaluationContext(fields.Count);
                for (int slot = 0; slot < fields.Count; slot++)
                {
                    bool isCategory = fields.Paths[slot] == "event.category";
                    context.Set(slot, isCategory ? EqlValue.From(random.Next(2) == 0 ? "process" : "file") : values.Field());
                }

                check(program, context, explainer.Explain(context));
            }
        }
    }
}
