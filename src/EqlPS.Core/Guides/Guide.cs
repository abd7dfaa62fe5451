using System.Text.Json;
using EqlPS.Alerts;
using EqlPS.Rules;

namespace EqlPS.Guides;

/// <summary>The investigation guide of a rule; the queries in it filled in from an alert.</summary>
public sealed class Guide
{
    private Guide(EqlRule rule, GuideValues? values)
    {
        RuleId = rule.RuleId;
        RuleName = rule.Name;
        Setup = rule.Setup;
        AlertId = values?.FirstText("kibana.alert.uuid");
        IsEmpty = rule.Note is null;
        IReadOnlyList<GuidePart> parts = GuideParser.Parse(rule.Note ?? "");
        var reader = new GuideEntryReader(values);
        Markdown = GuideMarkdown.Render(parts, reader, isFilled: values is not null, out IReadOnlyList<GuideEntry> entries);
        Entries = entries;
    }

    /// <summary>Identifier of the rule.</summary>
    public string RuleId { get; }

    /// <summary>Name of the rule.</summary>
    public string RuleName { get; }

    /// <summary>Identifier of the alert; null if the guide was not filled in from one.</summary>
    public string? AlertId { get; }

    /// <summary>True if the rule has no guide.</summary>
    public bool IsEmpty { get; }

    /// <summary>The guide with its queries as text.</summary>
    public string Markdown { get; }

    /// <summary>What must be configured for the rule to see events, in Markdown, or null.</summary>
    public string? Setup { get; }

    /// <summary>The queries, in the order of the guide.</summary>
    public IReadOnlyList<GuideEntry> Entries { get; }

    /// <summary>The guide of a rule with nothing filled in.</summary>
    public static Guide Of(EqlRule rule) => new(rule, null);

    /// <summary>The guide of a rule, filled in from an alert document.</summary>
    /// <param name="rule">The rule that made the alert.</param>
    /// <param name="alertDocument">One JSON object as UTF-8, as hunts print it.</param>
    /// <exception cref="JsonException">The document is something else.</exception>
    public static Guide Of(EqlRule rule, byte[] alertDocument) => new(rule, new GuideValues(alertDocument));

    /// <summary>The guide of an alert's rule, filled in from the alert.</summary>
    internal static Guide Of(Alert alert)
    {
        using var document = new MemoryStream();
        using (var writer = new Utf8JsonWriter(document))
        {
            AlertDocument.Write(writer, alert);
        }

        return Of(alert.Rule, document.ToArray());
    }

    /// <summary>The guide as Markdown.</summary>
    public override string ToString() => Markdown;
}
