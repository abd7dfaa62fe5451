using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Hunting.Candidates;
using EqlPS.Search;

namespace EqlPS.Hunting;

/// <summary>
/// Finds the rules that could not have fired without what never occurs in the input: "no alerts" and "could not look" must not look alike.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="survey">What occurs.</param>
internal sealed class RuleGaps(CompiledRuleSet rules, FieldSurvey survey)
{
    /// <summary>Notes what rules need: any of their fields, categories and systems.</summary>
    public static FieldSurvey NewSurvey(CompiledRuleSet rules)
    {
        IEnumerable<int> categories = rules.Rules.SelectMany(RuleStage.Of).Select(s => s.Filter).Where(f => f.Category is not null)
            .Select(f => rules.Fields.SlotOf(f.CategoryField!.Path));
        int system = rules.Fields.SlotOf(RuleIndex.SystemField);
        return new FieldSurvey(rules.Fields.Count, Enumerable.Range(0, rules.Fields.Count).ToArray(), [system, .. categories]);
    }

    /// <summary>The rules that could not have fired, in the order of the set.</summary>
    /// <param name="counts">What became of the events.</param>
    /// <param name="options">What was looked at.</param>
    /// <param name="statistics">What each rule did, in the order of the set.</param>
    public IReadOnlyList<CoverageGap> Find(HuntCounts counts, HuntOptions options, IReadOnlyList<RuleStatistics> statistics)
    {
        string? outside = WhyAllOutside(counts, options);
        return statistics.Select(done => (done.Rule, Reason: outside ?? WhyImpossible(done.Rule) ?? done.Gap))
            .Where(found => found.Reason is not null)
            .Select(found => new CoverageGap(found.Rule, found.Reason!))
            .ToArray();
    }

    private static string? WhyAllOutside(HuntCounts counts, HuntOptions options) =>
        counts.Events == 0 || counts.OutsideWindow < counts.Events ? null
        : OutsideTexts.Of(
            counts.BeforeWindow, counts.AfterWindow, counts.OutsideWindow - counts.BeforeWindow - counts.AfterWindow,
            options.Since, options.Until);

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
        filter.Category is not null && IsAbsent(filter.CategoryField!.Path, [filter.Category], StringComparer.Ordinal)
            ? Absence.Of(filter.CategoryField.Path, [filter.Category]) : null;

    private string? WhyNoSuchSystem(BoundFilter filter) =>
        RequiredTexts.Of(filter.Condition, RuleIndex.SystemField) is IReadOnlyList<string> systems
            && IsAbsent(RuleIndex.SystemField, systems, FoldedTextComparer.Instance)
            ? Absence.Of(RuleIndex.SystemField, systems) : null;

    private bool IsAbsent(string path, IReadOnlyList<string> texts, IEqualityComparer<string> comparer) =>
        survey.LacksTexts(rules.Fields.SlotOf(path), texts, comparer);

    private string? WhyNoKey(BoundStage stage)
    {
        string? missing = stage.Keys.FirstOrDefault(k => !k.IsOptional && k.Field is not null
            && !survey.IsSeen(rules.Fields.SlotOf(k.Field.Path)))?.Field!.Path;
        return missing is null ? null : Absence.Of(missing);
    }

    // What stands under [not] is met by an event without the field.
    private string? WhyUnmet(Condition condition)
    {
        switch (condition)
        {
            case FieldCondition field:
                return survey.IsSeen(field.Slot) ? null : Absence.Of(rules.Fields.Paths[field.Slot]);
            case AllOfCondition all:
                return all.Parts.Select(WhyUnmet).FirstOrDefault(reason => reason is not null);
            case AnyOfCondition any:
                string?[] reasons = any.Parts.Select(WhyUnmet).ToArray();
                return reasons.Contains(null) ? null : string.Join(", and ", reasons.Distinct(StringComparer.Ordinal));
            default:
                return null;
        }
    }
}
