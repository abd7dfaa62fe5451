using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Hunting.Candidates;
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
    private const int MostLayouts = 4096;

    private readonly CompiledRuleSet _rules;
    private readonly bool[] _isSeen;
    private readonly Dictionary<int, HashSet<string>> _texts = [];
    private readonly Dictionary<FieldLayout, Watch> _watches = [];
    private readonly Watch _anyLayout;
    private FieldLayout? _lastLayout;
    private Watch _last;
    private readonly (int Slot, string? Text)[] _recent = new (int, string?)[8];
    private int _nextRecent;
    private readonly List<int> _unsure = [];

    public HuntCoverage(CompiledRuleSet rules)
    {
        _rules = rules;
        _isSeen = new bool[rules.Fields.Count];
        _texts[rules.Fields.SlotOf(RuleIndex.SystemField)] = new HashSet<string>(FoldedTextComparer.Instance);
        foreach (BoundFilter filter in rules.Rules.SelectMany(RuleStage.Of).Select(s => s.Filter).Where(f => f.Category is not null))
        {
            _texts[rules.Fields.SlotOf(filter.CategoryField!.Path)] = new HashSet<string>(FoldedTextComparer.Instance);
        }

        _last = _anyLayout = new Watch(Enumerable.Range(0, rules.Fields.Count), [.. _texts.Keys]);
    }

    /// <summary>Notes what the event in the context has.</summary>
    public void Observe(EvaluationContext context)
    {
        Watch watch = WatchFor(context.Layout);
        if (watch.UnsureSlots(context.Presence) is int[] unsure)
        {
            foreach (int slot in unsure)
            {
                _isSeen[slot] = _isSeen[slot] || !context.Field(slot).IsNull;
            }
        }
        else
        {
            Look(context, watch);
        }

        foreach (int slot in watch.TextSlots)
        {
            Note(slot, context.Field(slot));
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

    private void Look(EvaluationContext context, Watch watch)
    {
        List<int> unseen = watch.Unseen;
        _unsure.Clear();
        for (int i = unseen.Count - 1; i >= 0; i--)
        {
            int slot = unseen[i];
            bool mayBeSeen = _isSeen[slot] || context.MayHave(slot);
            if (mayBeSeen && (_isSeen[slot] || !context.Field(slot).IsNull))
            {
                _isSeen[slot] = true;
                unseen[i] = unseen[unseen.Count - 1];
                unseen.RemoveAt(unseen.Count - 1);
            }
            else if (mayBeSeen)
            {
                _unsure.Add(slot);
            }
        }

        watch.Note(context.Presence, _unsure.ToArray());
    }

    private void Note(int slot, in EqlValue value)
    {
        HashSet<string> texts = _texts[slot];
        for (int i = 0; i < value.Count && texts.Count < MostTexts; i++)
        {
            string text = TextForm.Of(value.ItemAt(i))!;
            if (!IsRecent(slot, text))
            {
                texts.Add(text);
            }
        }
    }

    private Watch WatchFor(FieldLayout? layout)
    {
        if (layout != _lastLayout)
        {
            _lastLayout = layout;
            if (layout is null || (!_watches.TryGetValue(layout, out Watch? watch) && _watches.Count == MostLayouts))
            {
                watch = _anyLayout;
            }
            else if (watch is null)
            {
                _watches.Add(layout, watch = Watched(layout));
            }

            _last = watch;
        }

        return _last;
    }

    // What all events of a layout have in common is noted once.
    private Watch Watched(FieldLayout layout)
    {
        var varying = new List<int>();
        for (int slot = 0; slot < _isSeen.Length; slot++)
        {
            if (!layout.IsConstant(slot, out EqlValue value))
            {
                varying.Add(slot);
                continue;
            }

            _isSeen[slot] |= !value.IsNull;
            if (_texts.ContainsKey(slot))
            {
                Note(slot, value);
            }
        }

        return new Watch(varying, _texts.Keys.Where(varying.Contains).ToArray());
    }

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

    /// <summary>What is looked at in the events of a layout.</summary>
    private sealed class Watch(IEnumerable<int> unseen, int[] textSlots)
    {
        // What is known of events with some presence, each at the place that its first bits tell: a kind of event has few forms.
        private readonly (ulong Presence, int[] Unsure)[] _known = new (ulong, int[])[64];

        /// <summary>Slots that no event had when they were looked at last.</summary>
        public List<int> Unseen { get; } = unseen.ToList();

        /// <summary>Slots of categories and systems.</summary>
        public int[] TextSlots => textSlots;

        /// <summary>The slots, of those unseen then, that only reading can tell of; null if nothing is known of events like this.</summary>
        public int[]? UnsureSlots(ulong presence)
        {
            ref (ulong Presence, int[] Unsure) known = ref _known[presence >> 58];
            return presence != 0 && known.Presence == presence ? known.Unsure : null;
        }

        public void Note(ulong presence, int[] unsure) => _known[presence >> 58] = (presence, unsure);
    }
}
