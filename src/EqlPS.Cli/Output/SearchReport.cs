using EqlPS.Diagnostics;
using EqlPS.Execution;
using EqlPS.Search;

namespace EqlPS.Cli.Output;

/// <summary>Tells what is worth knowing of a search besides its results.</summary>
internal sealed class SearchReport(RunReport report)
{
    private const int MostPendingShown = 10;

    /// <summary>What is worth knowing besides the results.</summary>
    public void Summarise(EqlQuery query, SearchResult result)
    {
        if (result.EventCount == 0)
        {
            report.Error("there are no events in the input");
        }

        foreach (string gap in result.Gaps)
        {
            report.Error(gap);
        }

        if (result.Obstacle is string obstacle)
        {
            report.Error(obstacle);
        }

        if (result.FoundCount > result.Results.Count)
        {
            report.Error($"{result.Results.Count} of {Text.Count(result.FoundCount.Value, "result")} shown");
        }

        if (result.TimelessCount > 0)
        {
            report.Error($"{Text.Count(result.TimelessCount, "matching event")} without a date in [{query.Options.TimestampField}]: "
                + "placed last, and left out of sequences; --timestamp-field names another field");
        }

        report.Faults(result.Faults);
        if (result.DuplicateCount > 0)
        {
            report.Error($"{Text.Count(result.DuplicateCount, "matching event")} stood in more than one source and "
                + $"{(result.DuplicateCount == 1 ? "was" : "were")} taken once");
        }

        if (result.Warnings.Count > 0)
        {
            report.Say(DiagnosticFormatter.Format(query.Text, result.Warnings));
        }

        Pending(result.Pending);
    }

    private void Pending(IReadOnlyList<EqlResult> pending)
    {
        foreach (EqlResult result in pending.Take(MostPendingShown))
        {
            report.Error("pending: the data ends too early to tell whether this sequence matches; it does if nothing else happens up to "
                + $"{result.PendingUntil}{(result.Key is { Values.Count: > 0 } key ? $": [{key}]" : string.Empty)}");
        }

        if (pending.Count > MostPendingShown)
        {
            report.Error($"pending: {Text.Count(pending.Count - MostPendingShown, "more sequence")}");
        }
    }
}
