using EqlPS.Evaluation;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Keeps alerts that are read as events from the rules that are not made for them: no rule sees its own alerts, nor alerts that stand on
/// them, and a rule that names its indices sees alerts only if alerts are among these, as in Elastic.
/// </summary>
internal sealed class AlertInputs(FieldTable fields)
{
    private static readonly string[] AlertIndices = [".alerts", ".internal.alerts", ".siem-signals"];

    private readonly int _rule = fields.SlotOf("kibana.alert.rule.rule_id");
    private readonly int _ancestors = fields.SlotOf("kibana.alert.ancestors.rule");

    /// <summary>Whether a rule must not see the event in the context.</summary>
    public bool Excludes(EqlRule rule, EvaluationContext context)
    {
        ref readonly EqlValue maker = ref context.Field(_rule);
        return !maker.IsNull
            && (Holds(maker, rule.RuleId) || Holds(context.Field(_ancestors), rule.RuleId)
                || (rule.Index.Count > 0 && !rule.Index.Any(IsOfAlerts)));
    }

    private static bool IsOfAlerts(string pattern) =>
        pattern == "*" || AlertIndices.Any(index => pattern.StartsWith(index, StringComparison.Ordinal));

    private static bool Holds(in EqlValue value, string id)
    {
        for (int i = 0; i < value.Count; i++)
        {
            EqlValue item = value.ItemAt(i);
            if (item.Kind == EqlValueKind.Text && item.AsText() == id)
            {
                return true;
            }
        }

        return false;
    }
}
