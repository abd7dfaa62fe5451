using System.Globalization;
using EqlPS.Cli.Input;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Flat;
using EqlPS.Execution;
using EqlPS.Search;

namespace EqlPS.Cli.Output;

/// <summary>Tells on standard error what went wrong and what was counted; standard output holds nothing but results.</summary>
internal sealed class RunReport(TextWriter error) : IInputReport
{
    private const int MostPendingShown = 10;
    private const int MostOffsetsShown = 5;

    /// <summary>Whether some input could not be read.</summary>
    public bool HasLosses { get; private set; }

    public void Say(string text) => Write(Text.VisibleLines(text));

    public void Error(string message) => Write($"eqlps: {Text.Visible(message)}");

    /// <summary>A source that cannot be read at all, or not to its end.</summary>
    public void Unreadable(string message)
    {
        HasLosses = true;
        Error(message);
    }

    /// <summary>The records of a source that could not be read: the first few by line, the rest by number; and what else is wrong there.</summary>
    public void Losses(string source, InputLossLog losses)
    {
        foreach (InputLoss note in losses.Notes)
        {
            Error($"{PlaceOf(source, note)}: {note.Reason}");
        }

        if (losses.NoteCount > losses.Notes.Count)
        {
            Error($"{source}: {Count(losses.NoteCount - losses.Notes.Count, "more note of this kind", "more notes of this kind")}");
        }

        if (losses.Count == 0)
        {
            return;
        }

        HasLosses = true;
        foreach (InputLoss loss in losses.First)
        {
            Error($"{PlaceOf(source, loss)}: {loss.Reason}");
        }

        Error($"{source}: {Count(losses.Count, "record could not be read and was skipped", "records could not be read and were skipped")}");
    }

    /// <summary>How the local times of a source were read, where they had no zone.</summary>
    public void Offsets(EventSource source)
    {
        foreach (TimeOffset offset in source.TimeOffsets.Take(MostOffsetsShown))
        {
            Error($"{source.Name}: {TimeOffsetTexts.Of(offset)}");
        }

        if (source.TimeOffsets.Count > MostOffsetsShown)
        {
            Error($"{source.Name}: {Count(source.TimeOffsets.Count - MostOffsetsShown, "more host", "more hosts")} with times that have no zone");
        }
    }

    /// <summary>What is worth knowing besides the results.</summary>
    public void Summarise(EqlQuery query, SearchResult result)
    {
        if (result.EventCount == 0)
        {
            Error("there are no events in the input");
        }

        if (result.FoundCount > result.Results.Count)
        {
            Error($"{result.Results.Count} of {Count(result.FoundCount.Value, "result", "results")} shown");
        }

        if (result.TimelessCount > 0)
        {
            Error($"{Count(result.TimelessCount, "matching event", "matching events")} without a date in [{query.Options.TimestampField}]: "
                + "placed last, and left out of sequences; --timestamp-field names another field");
        }

        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            if (result.Faults.CountOf(kind) is > 0 and long count)
            {
                Error($"{FaultTexts.Of(kind)}: {Count(count, "time", "times")}, taken as null");
            }
        }

        if (result.DuplicateCount > 0)
        {
            Error($"{Count(result.DuplicateCount, "matching event", "matching events")} stood in more than one source and "
                + $"{(result.DuplicateCount == 1 ? "was" : "were")} taken once");
        }

        if (result.Warnings.Count > 0)
        {
            Say(DiagnosticFormatter.Format(query.Text, result.Warnings));
        }

        Pending(result.Pending);
    }

    private void Write(string text)
    {
        try
        {
            error.WriteLine(text);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody can be told that standard error is closed.
        }
    }

    private static string PlaceOf(string source, InputLoss loss) =>
        loss.Location.Record > 0 ? string.Create(CultureInfo.InvariantCulture, $"{source}:{loss.Location.Record}") : source;

    private static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private void Pending(IReadOnlyList<EqlResult> pending)
    {
        foreach (EqlResult result in pending.Take(MostPendingShown))
        {
            Error("pending: the data ends too early to tell whether this sequence matches; it does if nothing else happens up to "
                + $"{result.PendingUntil}{(result.Key is { Values.Count: > 0 } key ? $": [{key}]" : string.Empty)}");
        }

        if (pending.Count > MostPendingShown)
        {
            Error($"pending: {Count(pending.Count - MostPendingShown, "more sequence", "more sequences")}");
        }
    }
}
