using EqlPS.Platform;
using EqlPS.Rules;
using EqlPS.Toml;
using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>Folds the alerts of one rule that agree in some fields into the first of them, as the rule asks for.</summary>
internal sealed class Suppressor(AlertSuppression settings)
{
    // In characters. Of a longer key, the hash is kept: there may be as many groups as alerts.
    private const int LongestKey = 256;

    // No key of values begins so.
    private const string LongKey = "hash ";

    private readonly Dictionary<string, AlertFolding> _groups = new(TomlKeyComparer.Instance);

    /// <summary>Takes the rule's next alert in order; false if it was folded into an earlier one.</summary>
    public bool Accept(Alert alert)
    {
        EventNode content = alert.ReadContent();
        EventNode?[] terms = settings.GroupBy.Select(content.Find).ToArray();
        if (!settings.SuppressMissing && terms.Any(IsMissing))
        {
            return true;
        }

        string key = string.Join("\n", terms.Select(KeyOf));
        key = key.Length <= LongestKey ? key : LongKey + Sha256Hash.HexOf(key);
        if (_groups.TryGetValue(key, out AlertFolding? group) && IsWithin(group, alert.Time))
        {
            group.Add(alert.Time);
            return false;
        }

        alert.Folding = new AlertFolding(settings.GroupBy, alert.Time);
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
