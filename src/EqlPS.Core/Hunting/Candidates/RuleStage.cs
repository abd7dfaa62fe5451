using EqlPS.Analysis.Bound;
using EqlPS.Compilation;

namespace EqlPS.Hunting.Candidates;

/// <summary>A stage of a rule, the unit that the rule index chooses.</summary>
/// <param name="rule">The rule.</param>
/// <param name="definition">Index of the stage, or <see cref="Execution.StageHit.Until"/>.</param>
/// <param name="compiled">Tests events.</param>
/// <param name="filter">What was compiled.</param>
internal sealed class RuleStage(CompiledRule rule, int definition, CompiledStage compiled, BoundFilter filter)
{
    /// <summary>Counts the stages of a set from 0; given once, by the index that holds the stage.</summary>
    public int Number { get; internal set; }

    public CompiledRule Rule { get; } = rule;

    public int Definition { get; } = definition;

    public CompiledStage Compiled { get; } = compiled;

    public BoundFilter Filter { get; } = filter;

    /// <summary>All stages of a rule, <c>until</c> last.</summary>
    public static IEnumerable<RuleStage> Of(CompiledRule rule)
    {
        BoundQuery query = rule.Program.Source;
        for (int i = 0; i < query.Stages.Count; i++)
        {
            yield return new RuleStage(rule, i, rule.Program.Stages[i], query.Stages[i].Filter);
        }

        if (query.Until is not null)
        {
            yield return new RuleStage(rule, Execution.StageHit.Until, rule.Program.Until!, query.Until.Filter);
        }
    }
}
