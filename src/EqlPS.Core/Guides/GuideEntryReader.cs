using System.Text.Json;

namespace EqlPS.Guides;

/// <summary>Makes entries of the JSON that stands in a guide.</summary>
/// <param name="values">The alert they are filled in from; null for none.</param>
internal sealed class GuideEntryReader(GuideValues? values)
{
    private const string NotJson = "it is not valid JSON";

    public GuideEntry Read(GuidePart part)
    {
        GuideEntryKind kind = part.Kind!.Value;
        if (part.Json is null)
        {
            return Broken(kind, "its closing braces are missing");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(part.Json);
            return kind == GuideEntryKind.Osquery ? ReadOsquery(document.RootElement) : ReadInvestigate(document.RootElement);
        }
        catch (JsonException)
        {
            return Broken(kind, NotJson);
        }
        catch (InvalidOperationException)
        {
            // The runtime's answer to an escape that is no character.
            return Broken(kind, NotJson);
        }
    }

    private GuideEntry ReadOsquery(JsonElement entry)
    {
        string? sql = TextOf(entry, "query")?.Trim();
        if (string.IsNullOrEmpty(sql))
        {
            return Broken(GuideEntryKind.Osquery, "it has no query of its own", TextOf(entry, "label"));
        }

        var unresolved = new List<string>();
        string? filled = OsqueryFilling.Fill(sql!, values, unresolved);
        return new GuideEntry
        {
            Kind = GuideEntryKind.Osquery,
            Label = TextOf(entry, "label") ?? "",
            Description = EmptyToNull(TextOf(entry, "description")),
            Template = sql!,
            Query = filled,
            Fields = GuidePlaceholders.FieldsOf(sql!),
            Unresolved = unresolved,
        };
    }

    private GuideEntry ReadInvestigate(JsonElement entry)
    {
        string? label = TextOf(entry, "label");
        JsonElement providers = entry.TryGetProperty("providers", out JsonElement found) ? found : default;
        var template = new InvestigateQuery(null, isTemplate: true);
        string? text = template.Write(providers);
        if (text is null)
        {
            return Broken(GuideEntryKind.Investigate, template.Problem!, label);
        }

        var filled = new InvestigateQuery(values, isTemplate: false);
        string? query = filled.Write(providers);
        return new GuideEntry
        {
            Kind = GuideEntryKind.Investigate,
            Label = label ?? "",
            Description = EmptyToNull(TextOf(entry, "description")),
            Template = text,
            Query = query,
            Fields = template.Fields,
            Unresolved = filled.Problem is null ? filled.Unresolved : filled.Fields,
            From = EmptyToNull(TextOf(entry, "relativeFrom")),
            To = EmptyToNull(TextOf(entry, "relativeTo")),
        };
    }

    private static GuideEntry Broken(GuideEntryKind kind, string problem, string? label = null) =>
        new() { Kind = kind, Label = label ?? "", Problem = problem };

    private static string? TextOf(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? EmptyToNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
