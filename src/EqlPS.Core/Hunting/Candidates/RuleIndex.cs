using EqlPS.Evaluation;
using EqlPS.Values;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Chooses the few rule stages that an event can satisfy: by its category, its operating system, and the most telling field value that each
/// stage asks for. What asks for none of these is always offered. Immutable.
/// </summary>
internal sealed class RuleIndex
{
    /// <summary>The field that tells the operating system.</summary>
    public const string SystemField = "host.os.type";

    private readonly RuleStage[][] _byRule;
    private readonly int _systemSlot;
    private readonly StageBucket? _withoutCategory;
    private readonly CategoryIndex[] _categories;

    public RuleIndex(IEnumerable<CompiledRule> rules, FieldTable fields)
    {
        _systemSlot = fields.SlotOf(SystemField);
        CompiledRule[] all = rules.ToArray();
        _byRule = new RuleStage[all.Length][];
        foreach (CompiledRule rule in all)
        {
            _byRule[rule.Number] = RuleStage.Of(rule).ToArray();
        }

        Stages = _byRule.SelectMany(s => s).ToArray();
        for (int i = 0; i < Stages.Count; i++)
        {
            Stages[i].Number = i;
        }

        StageTest[] tests = Stages.Select(s => new StageTest(s, s.Compiled.Condition)).ToArray();
        StageTest[] free = tests.Where(t => t.Stage.Filter.Category is null).ToArray();
        _withoutCategory = free.Length == 0 ? null : new StageBucket(free, fields, -1);
        _categories = tests.Where(t => t.Stage.Filter.Category is not null)
            .GroupBy(t => t.Stage.Filter.CategoryField!.Path, StringComparer.Ordinal)
            .Select(group => new CategoryIndex(fields.SlotOf(group.Key), group.ToArray(), fields))
            .ToArray();
    }

    /// <summary>All stages by number.</summary>
    public IReadOnlyList<RuleStage> Stages { get; }

    /// <summary>The stages of a rule of the set.</summary>
    public IReadOnlyList<RuleStage> StagesOf(CompiledRule rule) => _byRule[rule.Number];

    /// <summary>
    /// Puts the stages that the event in the context may satisfy into a list. One may come several times; none that it satisfies is left
    /// out.
    /// </summary>
    public void Find(EvaluationContext context, List<StageTest[]> candidates)
    {
        candidates.Clear();
        ref readonly EqlValue system = ref context.Field(_systemSlot);
        _withoutCategory?.Find(context, system, candidates);
        foreach (CategoryIndex category in _categories)
        {
            category.Find(context, system, candidates);
        }
    }

    /// <summary>The stages that look at one category field, by the category they ask for.</summary>
    private sealed class CategoryIndex(int slot, StageTest[] stages, FieldTable fields)
    {
        // An event with more categories is no real one.
        private const int MostCategories = 16;

        private readonly Dictionary<string, StageBucket> _byCategory = stages
            .GroupBy(t => t.Stage.Filter.Category!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new StageBucket(group.ToArray(), fields, slot), StringComparer.Ordinal);

        public void Find(EvaluationContext context, in EqlValue system, List<StageTest[]> candidates)
        {
            ref readonly EqlValue value = ref context.Field(slot);
            for (int i = 0; i < value.Count; i++)
            {
                EqlValue category = value.ItemAt(i);
                if (value.Count > MostCategories || category.Kind != EqlValueKind.Text)
                {
                    candidates.Add(stages);
                    return;
                }

                if (_byCategory.TryGetValue(category.AsText(), out StageBucket? bucket))
                {
                    bucket.Find(context, system, candidates);
                }
            }
        }
    }

    /// <summary>Stages by the operating system they ask for.</summary>
    private sealed class StageBucket
    {
        private readonly StageTest[] _all;
        private readonly KeyedStages _anySystem;
        private readonly Dictionary<string, KeyedStages> _bySystem;

        public StageBucket(StageTest[] stages, FieldTable fields, int categorySlot)
        {
            _all = stages;
            var named = stages.Select(s => (Stage: s, Texts: RequiredTexts.Of(s.Stage.Filter.Condition, SystemField))).ToArray();
            _anySystem = new KeyedStages(named.Where(n => n.Texts is null).Select(n => n.Stage).ToArray(), fields, categorySlot);
            _bySystem = named.Where(n => n.Texts is not null)
                .SelectMany(n => n.Texts!.Distinct(FoldedTextComparer.Instance).Select(text => (Text: text, n.Stage)))
                .GroupBy(n => n.Text, n => n.Stage, FoldedTextComparer.Instance)
                .ToDictionary(
                    group => group.Key,
                    group => new KeyedStages(group.ToArray(), fields, categorySlot),
                    FoldedTextComparer.Instance);
        }

        public void Find(EvaluationContext context, in EqlValue system, List<StageTest[]> candidates)
        {
            if (system.Kind is not (EqlValueKind.Text or EqlValueKind.Null))
            {
                // Several systems, or no text: too rare to choose by.
                candidates.Add(_all);
                return;
            }

            _anySystem.Find(context, candidates);
            if (system.Kind == EqlValueKind.Text && _bySystem.TryGetValue(system.AsText(), out KeyedStages? stages))
            {
                stages.Find(context, candidates);
            }
        }
    }
}
