using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Schema;

namespace EqlPS.Search;

/// <summary>What a stage asks of events: a category, and the fields that it names without saying that there need not be any.</summary>
internal sealed class StageNeeds
{
    private const int MostReasons = 5;
    private const int MostCategories = 5;

    private readonly FieldTable _fields;
    private readonly string? _category;
    private readonly int[] _keys;

    public StageNeeds(BoundStage stage, FieldTable fields)
    {
        _fields = fields;
        _category = stage.Filter.Category;
        CategorySlot = _category is null ? -1 : fields.SlotOf(stage.Filter.CategoryField!.Path);
        _keys = stage.Keys.Where(k => !k.IsOptional && k.Field is not null).Select(k => fields.SlotOf(k.Field!.Path)).ToArray();

        // A value that does not fit a declared type is taken as none, and said to be; whether there was one cannot be told afterwards.
        Slots = BoundFields.Of(stage).Where(f => !f.IsOptional && f.FieldType == FieldType.Unmapped).OrderBy(f => f.Span.Start)
            .Select(f => fields.SlotOf(f.Path)).Distinct().ToArray();
    }

    /// <summary>The slots of the fields, in the order of the query.</summary>
    public IReadOnlyList<int> Slots { get; }

    /// <summary>The slot of the category; -1 if every category will do.</summary>
    public int CategorySlot { get; }

    /// <summary>That no event satisfies the stage, as an English phrase.</summary>
    public string Unmet => _keys.Length > 0 ? "no event with the join keys meets it" : "no event meets it";

    /// <summary>What no event has and is needed, or is probably misspelt, an English phrase each.</summary>
    /// <param name="survey">What occurs.</param>
    /// <param name="condition">The condition of the stage.</param>
    /// <param name="samples">Events whose fields may have been meant.</param>
    public IEnumerable<string> FindUnmet(FieldSurvey survey, Condition condition, EventSamples samples)
    {
        if (CategorySlot >= 0 && survey.LacksTexts(CategorySlot, [_category!], StringComparer.Ordinal))
        {
            yield return Absence.Of(_fields.Paths[CategorySlot], [BoundText.Shown(_category!)]) + MeantCategory(survey);
        }

        int[] absent = Slots.Where(slot => !survey.IsSeen(slot)).ToArray();
        int[] told = new AbsentFields(_fields, condition).WorthTelling(absent, _keys);
        foreach (int slot in told.Take(MostReasons))
        {
            string path = _fields.Paths[slot];
            yield return Absence.Of(BoundText.Shown(path)) + MeantFields.For(path, samples.FieldNames);
        }

        if (told.Length > MostReasons)
        {
            yield return FormattableString.Invariant($"no event has {told.Length - MostReasons} more fields of the query");
        }
    }

    private string MeantCategory(FieldSurvey survey)
    {
        IReadOnlyCollection<string> seen = survey.TextsOf(CategorySlot);
        string meant = Suggestions.For(_category!, seen);
        return meant.Length > 0 ? meant
            : seen.Count == 0 ? $", nor any other {_fields.Paths[CategorySlot]}; [any where ...] asks for none"
            : seen.Count > MostCategories ? string.Empty
            : $"; there are {string.Join(", ", seen.OrderBy(text => text, StringComparer.Ordinal).Select(BoundText.Shown))}";
    }
}
