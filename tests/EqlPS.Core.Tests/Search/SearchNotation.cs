using System.Globalization;
using System.Text;
using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Search;
using EqlPS.Tests.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Search;

/// <summary>
/// Reads the events and writes the results of search.cases. <c>5'a#2 process u=x p=[1,2]</c> is an event of category process at 5 ms,
/// whose id is <c>5'a#2</c> and tiebreaker 2; <c>-</c> has no time. Events are parted by <c>;</c>, sources by <c>‖</c>.
/// </summary>
internal static class SearchNotation
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The sources, each as the lines of its events.</summary>
    public static string[][] Sources(string text) =>
        Array.ConvertAll(text.Split('‖'), source =>
            source.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Line).ToArray());

    /// <summary>All that a run says, in one line; what is not worth a word is left out.</summary>
    public static string Show(SearchResult result)
    {
        var parts = new List<string> { result.Results.Count == 0 ? "none" : string.Join(' ', result.Results.Select(Show)) };
        if (result.Pending.Count > 0)
        {
            parts.Add("pending " + string.Join(' ', result.Pending.Select(Show)));
        }

        if (result.Faults.Total > 0)
        {
            IEnumerable<FaultKind> kinds = Enum.GetValues<FaultKind>().Where(kind => result.Faults.CountOf(kind) > 0);
            parts.Add("faults " + string.Join(' ', kinds.Select(kind => $"{kind}={result.Faults.CountOf(kind)}")));
        }

        if (result.DuplicateCount > 0)
        {
            parts.Add(FormattableString.Invariant($"duplicates {result.DuplicateCount}"));
        }

        parts.AddRange(result.Warnings.Select(warning => warning.Code.ToString()));
        return string.Join(" ¦ ", parts);
    }

    private static string Show(EqlResult result)
    {
        string[] ids = result.Events.Select(e => e is null ? "-" : IdOf((SourceEvent)e.Payload)).ToArray();
        string events = result.Kind switch
        {
            EqlResultKind.Event => ids[0],
            EqlResultKind.Row => string.Empty,
            _ => $"({string.Join(',', ids)})",
        };
        string key = result.Key is { Values.Count: > 0 } found ? EventNotation.WriteKey(found) + ":" : string.Empty;
        string values = string.Join(',', result.Values.Select(v => $"{v.Name}={v.Value}"));
        string added = values.Length == 0 ? string.Empty : $"{{{values}}}";
        return key + events + added;
    }

    private static string IdOf(SourceEvent source)
    {
        using JsonDocument document = JsonDocument.Parse(source.Json);
        return document.RootElement.GetProperty("id").GetString()!;
    }

    private static string Line(string text)
    {
        string[] tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string id = tokens[0];
        string time = id.Split('\'', '#')[0];
        var json = new StringBuilder("{\"id\":").Append(JsonSerializer.Serialize(id));
        if (time != "-")
        {
            DateTime at = Start.AddTicks((long)(decimal.Parse(time, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond));
            json.Append(CultureInfo.InvariantCulture, $",\"@timestamp\":\"{at:yyyy-MM-ddTHH:mm:ss.fffffff}Z\"");
        }

        if (id.Contains('#'))
        {
            json.Append(",\"order\":").Append(id.Split('#')[1]);
        }

        json.Append(",\"event\":{\"category\":").Append(Value(tokens[1])).Append('}');
        foreach (string field in tokens.Skip(2))
        {
            int equals = field.IndexOf('=');
            json.Append(",\"").Append(field, 0, equals).Append("\":").Append(Value(field[(equals + 1)..]));
        }

        return json.Append('}').ToString();
    }

    private static string Value(string text)
    {
        if (text.StartsWith('['))
        {
            return "[" + string.Join(',', text[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Value)) + "]";
        }

        return text == "?" ? "null"
            : text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text
            : JsonSerializer.Serialize(text);
    }
}
