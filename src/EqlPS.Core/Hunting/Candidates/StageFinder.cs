using EqlPS.Evaluation;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Finds the stages that events may satisfy. An index of its own is made for each layout that has more than a few events; all others
/// share that of the rule set. One for each thread.
/// </summary>
/// <param name="rules">The rules.</param>
internal sealed class StageFinder(CompiledRuleSet rules)
{
    // Making an index costs about what so many events cost without it.
    private const int ManyEvents = 64;

    // Far more than a log has kinds of events.
    private const int MostLayouts = 4096;

    private readonly Dictionary<FieldLayout, Usage> _layouts = [];
    private readonly SharedLeaves _leaves = new();
    private FieldLayout? _lastLayout;
    private Usage? _last;

    /// <summary>
    /// Puts the stages that the event in the context may satisfy into a list. One may come several times; none that it satisfies is left
    /// out.
    /// </summary>
    public void Find(EvaluationContext context, List<StageTest[]> candidates)
    {
        if (context.Layout is FieldLayout layout && IndexFor(layout) is LayoutIndex index)
        {
            index.Find(context, candidates);
        }
        else
        {
            rules.Index.Find(context, candidates);
        }
    }

    private LayoutIndex? IndexFor(FieldLayout layout)
    {
        if (_lastLayout != layout)
        {
            if (!_layouts.TryGetValue(layout, out Usage? usage) && _layouts.Count < MostLayouts)
            {
                _layouts.Add(layout, usage = new Usage());
            }

            (_lastLayout, _last) = (layout, usage);
        }

        if (_last is { Index: null } && ++_last.EventCount >= ManyEvents)
        {
            _last.Index = new LayoutIndex(rules.Index.Stages, layout, rules.Fields, _leaves);
        }

        return _last?.Index;
    }

    private sealed class Usage
    {
        public int EventCount { get; set; }

        public LayoutIndex? Index { get; set; }
    }
}
