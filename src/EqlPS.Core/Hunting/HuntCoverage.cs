using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Notes which fields, categories and systems occur in the input, and finds the rules that could not have fired without what does not: "no
/// alerts" and "could not look" must not look alike.
/// </summary>
internal sealed class HuntCoverage
{
    // Far more than there are categories and systems; a log of random ones must not fill the memory.
    private const int MostTexts = 1000;

    private readonly CompiledRuleSet _rules;
    private readonly bool[] _isSeen;
    private readonly List<int> _unseen;
    private readonly Dictionary<int, HashSet<string>> _texts = [];
    private readonly (int Slot, string? Text)[] _recent = new (int, string?)[8];
    private int _nextRecent;

    public HuntCoverage(CompiledRuleSet rules)
    {
        _rules = rules;
        _isSeen = new bool[rules.Fields.Count];
        _unseen = Enumerable.Range(0, rules.Fields.Count).ToList();
        _texts[rules.Fields.SlotOf(RuleIndex.SystemField)] = new HashSet<string>(FoldedTextComparer.Instance);
        foreach (BoundFilter filter in rules.Rules.SelectMany(RuleStage.Of).Select(s => s.Filter).Where(f => f.Category is not null))
        {
            _texts[rules.Fields.SlotOf(filter.CategoryField!.Path)] = new HashSet<string>(FoldedTextComparer.Instance);
        }
    }

    /// <summary>Notes what the event in the context has.</summary>
    public void Observe(EvaluationContext context)
    {
        for (int i = _unseen.Count - 1; i >= 0; i--)
        {
            if (context.MayHave(_unseen[i]) && !context.Field(_unseen[i]).IsNull)
            {
                _isSeen[_unseen[i]] = true;
                _unseen[i] = _unseen[_unseen.Count - 1];
                _unseen.RemoveAt(_unseen.Count - 1);
            }
        }

        foreach (KeyValuePair<int, HashSet<string>> texts in _texts)
        {
            ref readonly EqlValue value = ref context.Field(texts.Key);
            for (int i = 0; i < value.Count && texts.Value.Count < MostTexts; i++)
            {
                string text = TextForm.Of(value.ItemAt(i))!;
                if (!IsRecent(texts.Key, text))
                {
                    texts.Value.Add(text);
                }
            }
        }
    }

    /// <summary>Adds what was noted elsewhere.</summary>
    public void Add(HuntCoverage other)
    {
        for (int slot = 0; slot < _isSeen.Length; slot++)
        {
            _isSeen[slot] |= other._isSeen[slot];
        }

        foreach (KeyValuePair<int, HashSet<string>> texts in _texts)
        {
            texts.Value.UnionWith(other._texts[texts.Key]);
        }
    }

    /// <summary>The rules that could not have fired, in the order of the set.</summary>
    public IReadOnlyList<CoverageGap> Gaps() =>
        _rules.Rules.Select(rule => (Rule: rule, Reason: WhyImpossible(rule)))
            .Where(found => found.Reason is not null)
            .Select(found => new CoverageGap(found.Rule, found.Reason!))
            .ToArray();

    // Readers share texts that repeat, and these few are in every event.
    private bool IsRecent(int slot, string text)
    {
        foreach ((int Slot, string? Text) recent in _recent)
        {
            if (recent.Slot == slot && ReferenceEquals(recent.Text, text))
            {
                return true;
            }
        }

        _recent[_nextRecent] = (slot, text);
        _nextRecent = (_nextRecent + 1) % _recent.Length;
        return false;
    }

    // Every stage that an event must fill has to be possible; until and missing stages need nothing.
    private string? WhyImpossible(CompiledRule rule)
    {
        for (int i = 0; i < rule.Program.Stages.Count; i++)
        {
            BoundStage stage = rule.Program.Source.Stages[i];
            string? reason = stage.IsMissing ? null
                : WhyNoSuchCategory(stage.Filter) ?? WhyNoSuchSystem(stage.Filter) ?? WhyUnmet(rule.Program.Stages[i].Condition)
                    ?? WhyNoKey(stage);
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private string? WhyNoSuchCategory(BoundFilter filter) =>
        filter.Category is not null && IsAbsent(filter.CategoryField!.Path, [filter.Category])
            ? $"no event has {filter.CategoryField.Path} \"{filter.Category}\"" : null;

    private string? WhyNoSuchSystem(BoundFilter filter) =>
        RequiredTexts.Of(filter.Condition, RuleIndex.SystemField) is IReadOnlyList<string> systems
            && IsAbsent(RuleIndex.SystemField, systems)
            ? $"no event has {RuleIndex.SystemField} {string.Join(" or ", systems.Select(s => $"\"{s}\""))}" : null;

    private bool IsAbsent(string path, IReadOnlyList<string> texts)
    {
        HashSet<string> seen = _texts[_rules.Fields.SlotOf(path)];
        return seen.Count < MostTexts && !texts.Any(seen.Contains);
    }

    private string? WhyNoKey(BoundStage stage)
    {
        string? missing = stage.Keys.FirstOrDefault(k => !k.IsOptional && k.Field is not null
            && !_isSeen[_rules.Fields.SlotOf(k.Field.Path)])?.Field!.Path;
        return missing is null ? null : Never(missing);
    }

    // What stands under [not] is met by an event without the field.
    private string? WhyUnmet(Condition condition)
    {
        switch (condition)
        {
            case FieldCondition field:
                return _isSeen[field.Slot] ? null : Never(_rules.Fields.Paths[field.Slot]);
            case AllOfCondition all:
                return all.Parts.Select(WhyUnmet).FirstOrDefault(reason => reason is not null);
            case AnyOfCondition any:
                string?[] reasons = any.Parts.Select(WhyUnmet).ToArray();
                return reasons.Contains(null) ? null : string.Join(", and ", reasons.Distinct(StringComparer.Ordinal));
            default:
                return null;
        }
    }

    private static string Never(string path) => $"no event has {path}";
}
