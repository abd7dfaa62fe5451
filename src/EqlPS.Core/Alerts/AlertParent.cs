using System.Globalization;
using System.Text.Json;

namespace EqlPS.Alerts;

/// <summary>What an event that is an alert itself says of its descent.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="RuleId">The rule that made it, or null.</param>
/// <param name="Depth">How many steps it is from events; 1 or more.</param>
/// <param name="Ancestors">The JSON array of its ancestors, or null.</param>
internal sealed record AlertParent(string Id, string? RuleId, int Depth, EventNode? Ancestors)
{
    // Each step adds a level; more of them are a document that lies.
    private const int DeepestChain = 1000;

    /// <summary>The descent of an event's content; null if it is no alert.</summary>
    public static AlertParent? Of(EventNode content)
    {
        EventNode? alert = content.Member("kibana")?.Member("alert");
        if (alert is not { IsObject: true } || Text(alert.Find("uuid")) is not string id)
        {
            return null;
        }

        EventNode? ancestors = alert.Member("ancestors");
        bool isDepth = int.TryParse(Text(alert.Find("depth")), NumberStyles.None, CultureInfo.InvariantCulture, out int depth);
        return new AlertParent(
            id, Text(alert.Find("rule.rule_id")), isDepth && depth is >= 1 and <= DeepestChain ? depth : 1,
            ancestors?.Kind == JsonTokenType.StartArray ? ancestors : null);
    }

    private static string? Text(EventNode? node) => EventTree.Texts(node).FirstOrDefault();
}
