using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>
/// Notes what occurs in the events as long as some stage of a query has not found any, and tells what never did: "nothing happened" and
/// "nothing could be found" must not look alike. For one thread.
/// </summary>
internal sealed class SearchCoverage
{
    private readonly CompiledQuery _program;

    // By stage; null for those that need no event: missing ones, and those that found one.
    private readonly StageNeeds?[] _open;
    private readonly FieldSurvey _survey;
    private int _openCount;

    /// <param name="program">The query.</param>
    /// <param name="fieldCount">How many fields events are read for.</param>
    public SearchCoverage(CompiledQuery program, int fieldCount)
    {
        _program = program;
        _open = program.Source.Stages.Select(stage => stage.IsMissing ? null : new StageNeeds(stage, program.Fields)).ToArray();
        StageNeeds[] needs = _open.OfType<StageNeeds>().ToArray();
        int[] categories = needs.Where(n => n.CategorySlot >= 0).Select(n => n.CategorySlot).Distinct().ToArray();
        int[] slots = needs.SelectMany(n => n.Slots).Concat(categories).Distinct().ToArray();
        _survey = new FieldSurvey(fieldCount, slots, categories);
        _openCount = slots.Length == 0 && needs.Length == 1 ? 0 : needs.Length;
    }

    /// <summary>Whether more events are of interest.</summary>
    public bool IsOpen => _openCount > 0;

    /// <summary>Notes what the event in the context has.</summary>
    /// <param name="context">Holds the event.</param>
    /// <param name="hits">The stages that it satisfies.</param>
    /// <param name="reader">Stands on the event.</param>
    /// <param name="samples">Takes the event if it is one of the first: another name of its may have been meant.</param>
    public void Observe(EvaluationContext context, IReadOnlyList<StageHit> hits, EventReader reader, EventSamples samples)
    {
        for (int i = 0; i < hits.Count; i++)
        {
            Close(hits[i].Definition);
        }

        if (IsOpen)
        {
            _survey.Observe(context);
            if (!samples.IsFull)
            {
                samples.Add(reader);
            }
        }
    }

    /// <summary>Adds what was noted elsewhere.</summary>
    public void Add(SearchCoverage other)
    {
        _survey.Add(other._survey);
        for (int i = 0; i < _open.Length; i++)
        {
            if (other._open[i] is null)
            {
                Close(i);
            }
        }
    }

    /// <summary>What stages without an event ask for and no event has, an English phrase each.</summary>
    /// <param name="samples">Events whose fields may have been meant.</param>
    public IReadOnlyList<string> FindGaps(EventSamples samples)
    {
        var gaps = new List<(int Stage, string Reason)>();
        for (int i = 0; i < _open.Length; i++)
        {
            if (_open[i] is StageNeeds needs)
            {
                string[] reasons = needs.FindUnmet(_survey, _program.Stages[i].Condition, samples).ToArray();
                gaps.AddRange((reasons.Length == 0 && _open.Length > 1 ? [needs.Unmet] : reasons).Select(reason => (i + 1, reason)));
            }
        }

        return gaps.GroupBy(gap => gap.Reason, gap => gap.Stage, StringComparer.Ordinal)
            .Select(same => _open.Length == 1 ? same.Key : $"{Stages([.. same])}: {same.Key}").ToArray();
    }

    private static string Stages(int[] numbers) => $"{(numbers.Length == 1 ? "stage" : "stages")} {string.Join(", ", numbers)}";

    private void Close(int stage)
    {
        if (stage >= 0 && _open[stage] is not null)
        {
            _open[stage] = null;
            _openCount--;
        }
    }
}
