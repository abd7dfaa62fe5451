using System.Text;
using EqlPS.Rules;

namespace EqlPS.Alerts;

/// <summary>Tells in one sentence what an alert is about; parts that the event does not have are left out.</summary>
internal static class AlertReason
{
    private const int LongestPart = 256;

    public static string Of(Alert alert, EventNode content)
    {
        var text = new StringBuilder();
        string category = string.Join(", ", EventTree.Texts(content.Find("event.category")));
        text.Append(category.Length > 0 ? Cut(category) + " event" : "event");
        bool hasPart = Add(text, " with process ", First(content, "process.name"));
        hasPart |= Add(text, hasPart ? ", parent process " : " with parent process ", First(content, "process.parent.name"));
        hasPart |= Add(text, hasPart ? ", file " : " with file ", First(content, "file.name"));
        hasPart |= Add(text, hasPart ? ", source " : " with source ", Endpoint(content, "source"));
        hasPart |= Add(text, hasPart ? ", destination " : " with destination ", Endpoint(content, "destination"));
        Add(text, hasPart ? ", by " : " by ", First(content, "user.name"));
        Add(text, " on ", First(content, "host.name"));
        return text.Append(" created ").Append(NameOf(alert.Severity)).Append(" alert ").Append(alert.Name).Append('.').ToString();
    }

    /// <summary>The name of a severity as Elastic writes it.</summary>
    public static string NameOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Low => "low",
        RuleSeverity.Medium => "medium",
        RuleSeverity.High => "high",
        _ => "critical",
    };

    private static bool Add(StringBuilder text, string words, string? value)
    {
        if (value is null)
        {
            return false;
        }

        text.Append(words).Append(value);
        return true;
    }

    private static string? Endpoint(EventNode content, string side)
    {
        string? address = First(content, side + ".ip");
        string? port = First(content, side + ".port");
        return address is null || port is null ? address : address + ":" + port;
    }

    private static string? First(EventNode content, string path) =>
        EventTree.Texts(content.Find(path)).FirstOrDefault(text => text.Length > 0) is string found ? Cut(found) : null;

    private static string Cut(string text) =>
        text.Length <= LongestPart ? text
            : text.Substring(0, char.IsHighSurrogate(text[LongestPart - 1]) ? LongestPart - 1 : LongestPart) + "…";
}
