using System.Globalization;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>
/// Reads and writes events of the case files. <c>12#3:x/AB,y/Cu</c> is an event at 12 ms with tiebreaker 3 that satisfies A and B with
/// key x, C with key y, and <c>until</c> with key y. <c>12'n</c> adds a name only, <c>-'n</c> has no time, <c>?</c> is null,
/// <c>a+b/</c> is a key of two values.
/// </summary>
internal static class EventNotation
{
    /// <summary>
    /// Reads events parted by blanks; each has its text before the colon as payload and its place in the text as position.
    /// </summary>
    public static List<StageEvent> Read(string text, string definitions)
    {
        var events = new List<StageEvent>();
        foreach (string token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = token.IndexOf(':');
            string name = token[..colon];
            var hits = new List<StageHit>();
            foreach (string group in token[(colon + 1)..].Split(','))
            {
                int slash = group.IndexOf('/');
                JoinKey key = slash < 0 ? JoinKey.Empty : ReadKey(group[..slash]);
                foreach (char letter in group[(slash + 1)..])
                {
                    int definition = letter == 'u' ? StageHit.Until : definitions.IndexOf(letter);
                    hits.Add(new StageHit(definition, key));
                }
            }

            events.Add(new StageEvent(ReadOrdinal(name, events.Count), name, [.. hits]));
        }

        return events;
    }

    /// <summary>The letters of the stages or filters in order of first use; a letter's index is its definition.</summary>
    public static string Definitions(string stages) => new(stages.Where(char.IsUpper).Distinct().ToArray());

    public static Timestamp ReadTime(string text)
    {
        decimal milliseconds = decimal.Parse(text, CultureInfo.InvariantCulture);
        long whole = (long)Math.Floor(milliseconds);
        Assert.True(Timestamp.FromUnixMilliseconds(whole).TryAddTicks((long)((milliseconds - whole) * 10_000), out Timestamp time));
        return time;
    }

    public static EqlValue ReadValue(string text) =>
        text == "?" ? EqlValue.Null
        : text == "''" ? EqlValue.From(string.Empty)
        : text is "true" or "false" ? EqlValue.From(text == "true")
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? EqlValue.From(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? EqlValue.From(number)
        : EqlValue.From(text);

    /// <summary><c>key:(1,-,3)</c>; the key is left out if the query has none.</summary>
    public static string Write(JoinKey key, IEnumerable<StageEvent?> events)
    {
        string list = "(" + string.Join(",", events.Select(e => e is null ? "-" : (string)e.Payload)) + ")";
        return key.Values.Count == 0 ? list : WriteKey(key) + ":" + list;
    }

    public static string WriteKey(JoinKey key) => string.Join("+", key.Values.Select(value => value.IsNull ? "?" : value.ToString()));

    public static string WriteTime(Timestamp time)
    {
        long ticks = time.Ticks - Timestamp.FromUnixMilliseconds(0L).Ticks;
        return (ticks / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
    }

    private static JoinKey ReadKey(string text) => new(Array.ConvertAll(text.Split('+'), ReadValue));

    private static Ordinal ReadOrdinal(string name, int position)
    {
        string order = name.Split('\'')[0];
        string[] parts = order.Split('#');
        return new Ordinal(
            parts[0] == "-" ? null : ReadTime(parts[0]),
            parts.Length == 1 ? EqlValue.Null : ReadValue(parts[1]),
            position: position);
    }
}
