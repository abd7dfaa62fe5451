using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Rules;

namespace EqlPS.Hunting;

/// <summary>A rule whose query is ready to test events. Immutable.</summary>
/// <param name="number">Its place in the compiled set, from 0.</param>
/// <param name="rule">The rule as it was read.</param>
/// <param name="query">Its query, checked.</param>
/// <param name="program">Its query, compiled against the set's field table.</param>
/// <param name="order">How events are ordered for it.</param>
/// <param name="window">The time by which a hunt's bounds hold for it.</param>
internal sealed class CompiledRule(int number, EqlRule rule, EqlQuery query, CompiledQuery program, RuleOrder order, RuleWindow window)
{
    public int Number { get; } = number;

    public EqlRule Rule { get; } = rule;

    public EqlQuery Query { get; } = query;

    public CompiledQuery Program { get; } = program;

    public RuleOrder Order { get; } = order;

    public RuleWindow Window { get; } = window;

    /// <summary>Whether each result is final when it is found: no pipe and no suppression looks at others.</summary>
    public bool GivesResultsAsTheyCome => Program.Source.Pipes.Count == 0 && Rule.AlertSuppression is null
        && Program.Kind != BoundQueryKind.Sample;

    /// <summary>Whether an event alone makes an alert, whatever other events there are.</summary>
    public bool AlertsOnSingleEvents => Program.Kind == BoundQueryKind.Event && GivesResultsAsTheyCome;

    /// <summary>Whether it depends on how late the latest event was, although that does not concern the rule itself.</summary>
    public bool WaitsForTime => Program.Kind == BoundQueryKind.Sequence && Program.Source.Stages[Program.Source.Stages.Count - 1].IsMissing;

    /// <summary>Whether events of a stage are part of results; those of missing stages and of <c>until</c> only rule results out.</summary>
    public bool Shows(int definition) => definition >= 0 && !Program.Source.Stages[definition].IsMissing;
}
