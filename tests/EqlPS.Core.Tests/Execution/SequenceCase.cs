using System.Globalization;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>
/// A sequence case: <c>A !M B*2; span 10; end 20; 1:A 2:B 3:B</c>, clauses parted by semicolons, stages first, events last.
/// Others: <c>ms</c> (missing events by milliseconds), <c>early</c> (no waiting for the span to elapse), <c>head n</c>, <c>tail n</c>.
/// </summary>
internal sealed class SequenceCase
{
    private SequenceCase(SequencePlan plan, List<StageEvent> events, Timestamp? end, SequenceResults results)
    {
        Plan = plan;
        Events = events;
        End = end;
        Results = results;
    }

    public SequencePlan Plan { get; }

    /// <summary>The events as they were written, not sorted.</summary>
    public List<StageEvent> Events { get; }

    public Timestamp? End { get; }

    public SequenceResults Results { get; }

    public static SequenceCase Read(string input)
    {
        string[] clauses = Array.ConvertAll(input.Split(';'), clause => clause.Trim());
        string definitions = EventNotation.Definitions(clauses[0]);
        List<StageEvent> events = EventNotation.Read(clauses[^1], definitions);
        long? span = null;
        bool coarse = false;
        bool early = false;
        Timestamp? end = null;
        var results = new SequenceResults();
        foreach (string clause in clauses[1..^1])
        {
            string[] words = clause.Split(' ');
            switch (words[0])
            {
                case "span":
                    span = (long)(decimal.Parse(words[1], CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond);
                    break;
                case "end":
                    end = EventNotation.ReadTime(words[1]);
                    break;
                case "ms":
                    coarse = true;
                    break;
                case "early":
                    early = true;
                    break;
                case "head" or "tail":
                    ResultPosition position = words[0] == "head" ? ResultPosition.Head : ResultPosition.Tail;
                    results = new SequenceResults(long.Parse(words[1], CultureInfo.InvariantCulture), position);
                    break;
                default:
                    throw new InvalidDataException("unknown clause " + clause);
            }
        }

        var plan = new SequencePlan(ReadStages(clauses[0], definitions))
        {
            MaxSpanTicks = span,
            HasUntil = true,
            MissingEvents = coarse ? MissingEventRule.Milliseconds : MissingEventRule.FullOrder,
            TrailingNeedsElapsed = !early,
        };
        return new SequenceCase(plan, events, end, results);
    }

    /// <summary>
    /// Runs the matcher over the events in order and writes its results: matches first, then pending ones as <c>(1,-)?11</c>.
    /// </summary>
    public string Run()
    {
        List<StageEvent> ordered = [.. Events];
        ordered.Sort(StageEvent.Compare);
        var matcher = new SequenceMatcher(Plan, Results);
        foreach (StageEvent next in ordered)
        {
            matcher.Accept(next);
        }

        Timestamp? last = ordered.LastOrDefault(e => e.Ordinal.HasTime)?.Time;
        matcher.Complete(End ?? last);
        return Write(Results);
    }

    public static string Write(SequenceResults results)
    {
        IEnumerable<string> matches = results.Matches().Select(match => EventNotation.Write(match.Key, match.Events));
        IEnumerable<string> pending = results.Pending().Select(match =>
            EventNotation.Write(match.Key, match.Events) + "?" + EventNotation.WriteTime(match.PendingUntil!.Value));
        string all = string.Join(" ", matches.Concat(pending));
        return all.Length == 0 ? "none" : all;
    }

    private static List<SequenceStage> ReadStages(string text, string definitions)
    {
        var stages = new List<SequenceStage>();
        foreach (string word in text.Split(' '))
        {
            bool missing = word[0] == '!';
            string[] parts = word.TrimStart('!').Split('*');
            int runs = parts.Length == 1 ? 1 : int.Parse(parts[1], CultureInfo.InvariantCulture);
            for (int i = 0; i < runs; i++)
            {
                stages.Add(new SequenceStage(definitions.IndexOf(parts[0][0]), missing));
            }
        }

        return stages;
    }
}
