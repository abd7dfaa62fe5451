using EqlPS.Rules;
using EqlPS.Toml;
using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>Folds the alerts of one rule that agree in some fields into the first of them, as the rule asks for.</summary>
internal sealed class Suppressor(AlertSuppression settings)
{
    private readonly Dictionary<string, AlertFolding> _groups = new(TomlKeyComparer.Instance);

    /// <summary>Takes the rule's next alert in order; false if it was folded into an earlier one.</summary>
    public bool Accept(Alert alert)
    {
        EventNode content = alert.ReadContent();
        var terms = settings.GroupBy.Select(field => new KeyValuePair<string, EventNode?>(field, content.Find(field))).ToArray();
        if (!settings.SuppressMissing && terms.Any(t => IsMissing(t.Value)))
        {
            return true;
        }

        string key = string.Join("\n", terms.Select(t => KeyOf(t.Value)));
        if (_groups.TryGetValue(key, out AlertFolding? group) && IsWithin(group, alert.Time))
        {
            group.Add(alert.Time);
            return false;
        }

        alert.Folding = new AlertFolding(terms, alert.Time);
        _groups[key] = alert.Folding;
        return true;
    }

    private bool IsWithin(AlertFolding group, Timestamp? time) =>
        settings.Duration is not TimeSpan window
        || (group.Start is Timestamp start && time is Timestamp known && Timestamp.CompareSpan(known, start, window.Ticks) <= 0);

    private static bool IsMissing(EventNode? value) => value is null or { Kind: System.Text.Json.JsonTokenType.Null };

    private static string KeyOf(EventNode? value) =>
        IsMissing(value) ? string.Empty : value!.IsObject ? "object" : EventTree.CanonicalText(value.Json.Span);
}
