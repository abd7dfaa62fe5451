using System.Globalization;
using System.Text;
using EqlPS.Alerts;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Execution;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Runs a hunt and its slow twin over the same sources, and says where they differ.</summary>
internal static class TwinComparison
{
    private const int MostShown = 15;

    /// <summary>Compares alerts by rule, events, order and id, and the sequences that stay open.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="sources">In the order of their names.</param>
    /// <param name="files">How the files are read by the pipeline; null to read them one after the other on this thread.</param>
    /// <param name="slow">Has read the sources.</param>
    /// <returns>The hunt's alerts, and what differs; empty if nothing does.</returns>
    public static (TwinAlert[] Alerts, string Differences) Compare(
        CompiledRuleSet rules, IReadOnlyList<InputSource> sources, FileHuntOptions? files, SlowHunt slow)
    {
        (TwinAlert[] expected, string[] expectedPending) = slow.Results.Value;
        HuntResult result = files is null ? ReadOneByOne(rules, sources, out TwinAlert[] actual)
            : ReadFiles(rules, sources, files, out actual);
        string[] pending = result.Rules.SelectMany(r => r.Pending.Select(p => $"{r.Rule.Rule.RuleId}: {Names(p)}"))
            .Order(StringComparer.Ordinal).ToArray();
        var differences = new StringBuilder();
        if (result.Counts.Events != slow.EventCount)
        {
            differences.Append(CultureInfo.InvariantCulture, $"{result.Counts.Events} events instead of {slow.EventCount}\n");
        }

        Tell(differences, "alerts", expected.Select(a => $"{a} ({a.Id})").ToArray(), actual.Select(a => $"{a} ({a.Id})").ToArray());
        Tell(differences, "open sequences", expectedPending, pending);
        return (actual, differences.ToString());
    }

    private static HuntResult ReadOneByOne(CompiledRuleSet rules, IReadOnlyList<InputSource> sources, out TwinAlert[] alerts)
    {
        var hunt = new Hunt(rules, new HuntOptions { Now = HuntRunner.Now });
        var readers = new EventReaders(rules.Fields, ReadingMode.Default, new EqlQueryOptions().TimestampField);
        foreach (InputSource source in sources)
        {
            using EventReader reader = readers.OpenSingle(source);
            hunt.Read(reader, CancellationToken.None);
        }

        HuntResult result = hunt.Complete(CancellationToken.None);
        alerts = result.Alerts.Select(Short).ToArray();
        return result;
    }

    // What is certain comes first there; the order of all is that of places again.
    private static HuntResult ReadFiles(
        CompiledRuleSet rules, IReadOnlyList<InputSource> sources, FileHuntOptions files, out TwinAlert[] alerts)
    {
        HuntStep[] steps = new FileHunt(rules, new HuntOptions { Now = HuntRunner.Now }, files)
            .Run(sources, CancellationToken.None).ToArray();
        alerts = steps.OfType<AlertFound>().Select(s => Short(s.Alert)).Order().ToArray();
        return steps.OfType<HuntEnded>().Single().Result;
    }

    private static TwinAlert Short(Alert alert) => new(
        alert.Rule.RuleId, alert.Id, string.Join(" + ", alert.Events.Select(e => e is null ? "-" : SlowHunt.Name(e.Source.Location))),
        alert.Place);

    private static string Names(EqlResult result) =>
        string.Join(" + ", result.Events.Select(e => e is null ? "-" : SlowHunt.Name(((SourceEvent)e.Payload).Location)));

    private static void Tell(StringBuilder differences, string what, string[] expected, string[] actual)
    {
        if (expected.SequenceEqual(actual))
        {
            return;
        }

        string[] missing = expected.Except(actual).ToArray();
        string[] excess = actual.Except(expected).ToArray();
        differences.Append(CultureInfo.InvariantCulture, $"{what}: {missing.Length} missing, {excess.Length} too many");
        differences.Append(missing.Length + excess.Length == 0 ? ", in another order\n" : "\n");
        IEnumerable<string> first = missing.Take(MostShown).Select(m => "missing  " + m);
        foreach (string line in first.Concat(excess.Take(MostShown).Select(e => "too many " + e)))
        {
            differences.Append("  ").Append(line).Append('\n');
        }
    }
}
