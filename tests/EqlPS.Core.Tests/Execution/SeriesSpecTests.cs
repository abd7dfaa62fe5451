using System.Globalization;
using EqlPS.Execution;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Execution;

/// <summary>The series of <c>sequences.series-spec</c>, run against the matcher itself.</summary>
public class SeriesSpecTests
{
    [SharedFact]
    public void All_series_match()
    {
        int cases = 0;
        foreach ((string name, List<string> stages, List<string> results) in Read(SharedData.Path("corpus/eql-spec/sequences.series-spec")))
        {
            cases++;
            Assert.Equal($"{name}: {string.Join("; ", results)}", $"{name}: {string.Join("; ", Run(stages))}");
        }

        Assert.Equal(25, cases);
    }

    private static IEnumerable<(string Name, List<string> Stages, List<string> Results)> Read(string path)
    {
        var parts = new List<List<string>> { new() };
        foreach (string line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            if (line == ";")
            {
                parts.Add([]);
            }
            else if (line.Length > 0)
            {
                parts[^1].Add(line);
            }
        }

        for (int i = 0; i + 1 < parts.Count; i += 2)
        {
            List<string> results = parts[i + 1].ConvertAll(line => string.Join(" ", Tokens(line)));
            yield return (parts[i][0], parts[i].Skip(1).ToList(), results);
        }
    }

    private static IEnumerable<string> Run(List<string> stages)
    {
        var events = new List<StageEvent>();
        for (int stage = 0; stage < stages.Count; stage++)
        {
            foreach (string token in Tokens(stages[stage]).Where(token => !token.EndsWith("X99", StringComparison.Ordinal)))
            {
                string[] parts = token.Split('|');
                long time = long.Parse(parts[^1].TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()), CultureInfo.InvariantCulture);
                JoinKey key = parts.Length == 1 ? JoinKey.Empty : new JoinKey([EqlValue.From(parts[0])]);
                events.Add(new StageEvent(new Ordinal(Timestamp.FromUnixMilliseconds(time)), token, new StageHit(stage, key)));
            }
        }

        events.Sort(StageEvent.Compare);
        var results = new SequenceResults();
        var plan = new SequencePlan(Enumerable.Range(0, stages.Count).Select(i => new SequenceStage(i)).ToList());
        var matcher = new SequenceMatcher(plan, results);
        events.ForEach(matcher.Accept);
        matcher.Complete(null);
        return results.Matches().Select(match => string.Join(" ", match.Events.Select((e, i) => Shorten(match, (string)e!.Payload, i))));
    }

    // Only the first event of a result is written with its key.
    private static string Shorten(SequenceMatch match, string token, int index) =>
        index > 0 && match.Key.Values.Count > 0 ? token.Split('|')[1] : token;

    private static string[] Tokens(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
