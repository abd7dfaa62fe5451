using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Hunting;
using EqlPS.Hunting.Candidates;
using EqlPS.Rules;
using EqlPS.Tests.Evaluation;
using EqlPS.Values;

namespace EqlPS.Tests.Hunting;

/// <summary>What is left of rules for the events of one layout answers as the whole rules do.</summary>
public sealed class LayoutIndexTests
{
    private const int Seed = 8200;
    private const int Sets = 30;
    private const int RulesPerSet = 40;
    private const int LayoutsPerSet = 8;
    private const int EventsPerLayout = 60;

    [Fact]
    public void StagesThatAreLeftAreMetByTheSameEvents()
    {
        var random = new Random(Seed);
        var values = new RandomValues(new Random(Seed + 1));
        int met = 0;
        int left = 0;
        for (int i = 0; i < Sets; i++)
        {
            CompiledRuleSet set = RandomSet(random, values);
            var leaves = new SharedLeaves();
            var candidates = new List<StageTest[]>();
            var context = new EvaluationContext(set.Fields.Count);
            for (int j = 0; j < LayoutsPerSet; j++)
            {
                var layout = new RandomLayout(set.Fields, random, values);
                var index = new LayoutIndex(set.Index.Stages, layout, set.Fields, leaves);
                for (int k = 0; k < EventsPerLayout; k++)
                {
                    context.Begin(layout.NextEvent());
                    index.Find(context, candidates);
                    StageTest[] offered = candidates.SelectMany(tests => tests).Distinct().ToArray();
                    int[] found = offered.Where(t => t.Condition.IsMet(context)).Select(t => t.Stage.Number).Order().ToArray();
                    int[] expected = set.Index.Stages.Where(s => s.Compiled.Condition.IsMet(context)).Select(s => s.Number).ToArray();
                    Assert.Equal(expected, found);
                    met += expected.Length;
                    left += offered.Length;
                }
            }
        }

        int all = Sets * LayoutsPerSet * EventsPerLayout * RulesPerSet;
        Assert.InRange(met, all / 50, all);
        Assert.True(left < all * 3 / 4, $"{left} of {all} stages were left");
    }

    [Fact]
    public void AConstantThatFindsFaultIsAskedEachTime()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile([HuntRunner.Rule("r", "any where cidrMatch(f0, \"10.0.0.0/8\")")]);
        var layout = new RandomLayout(set.Fields, new Dictionary<string, EqlValue> { ["f0"] = EqlValue.From("no address") });
        var index = new LayoutIndex(set.Index.Stages, layout, set.Fields, new SharedLeaves());
        var candidates = new List<StageTest[]>();
        var context = new EvaluationContext(set.Fields.Count);
        for (int i = 1; i <= 3; i++)
        {
            context.Begin(layout.NextEvent());
            index.Find(context, candidates);
            Assert.False(Assert.Single(Assert.Single(candidates)).Condition.IsMet(context));
            Assert.Equal(i, context.Faults.Total);
        }
    }

    [Fact]
    public void RulesThatAskTheSameShareALeaf()
    {
        CompiledRuleSet set = CompiledRuleSet.Compile(
            [HuntRunner.Rule("a", "any where f0 : \"*x*\" and f1 == 1"), HuntRunner.Rule("b", "any where f0 : \"*x*\" or f1 == 2")]);
        var layout = new RandomLayout(set.Fields, []);
        var index = new LayoutIndex(set.Index.Stages, layout, set.Fields, new SharedLeaves());
        var candidates = new List<StageTest[]>();
        var context = new EvaluationContext(set.Fields.Count);
        context.Begin(layout.NextEvent());
        index.Find(context, candidates);
        RememberingCondition[] leaves = candidates.SelectMany(tests => tests).Select(t => t.Condition)
            .SelectMany(c => c is AllOfCondition all ? all.Parts : ((AnyOfCondition)c).Parts).OfType<RememberingCondition>().ToArray();
        Assert.Equal(2, leaves.Length);
        Assert.Same(leaves[0], leaves[1]);
    }

    private static CompiledRuleSet RandomSet(Random random, RandomValues values)
    {
        var conditions = new RandomConditions(random, values);
        var rules = new List<EqlRule>();
        while (rules.Count < RulesPerSet)
        {
            string query = $"any where {conditions.Next(3)}";
            if (EqlQuery.TryParse(query, null, out _, out _))
            {
                rules.Add(HuntRunner.Rule("r" + rules.Count, query));
            }
        }

        return CompiledRuleSet.Compile(rules);
    }

    /// <summary>A layout, and events of it: texts that repeat are the same strings or equal ones, as readers have them.</summary>
    private sealed class RandomLayout : FieldLayout
    {
        private readonly EqlValue?[] _constants;
        private readonly RandomValues? _values;

        public RandomLayout(FieldTable fields, Random random, RandomValues values)
        {
            _values = values;
            _constants = fields.Paths.Select(_ => random.Next(3) == 0 ? values.Field() : (EqlValue?)null).ToArray();
        }

        public RandomLayout(FieldTable fields, Dictionary<string, EqlValue> constants) =>
            _constants = fields.Paths.Select(path => constants.TryGetValue(path, out EqlValue value) ? value : (EqlValue?)null).ToArray();

        public override bool IsConstant(int slot, out EqlValue value)
        {
            value = _constants[slot] ?? default;
            return _constants[slot] is not null;
        }

        public FieldSource NextEvent() => new RandomEvent(this, _constants.Select(c => c ?? _values?.Field() ?? default).ToArray());

        private sealed class RandomEvent(FieldLayout layout, EqlValue[] values) : FieldSource
        {
            public override FieldLayout? Layout => layout;

            public override EqlValue Read(int slot, FaultCounter faults) => values[slot];

            public override bool MayHave(int slot) => !values[slot].IsNull;
        }
    }
}
