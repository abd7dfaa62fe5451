using System.Globalization;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Flat;

namespace EqlPS.Cli.Output;

/// <summary>Tells on standard error what went wrong and what was counted; standard output holds nothing but results.</summary>
internal sealed class RunReport(TextWriter error)
{
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

    /// <summary>
    /// The records of a source that could not be read: the first few by line, the rest by number; and what else is wrong there.
    /// </summary>
    public void Losses(string source, InputLossLog losses)
    {
        foreach (InputLoss note in losses.Notes)
        {
            Error($"{PlaceOf(source, note)}: {note.Reason}");
        }

        if (losses.NoteCount > losses.Notes.Count)
        {
            Error($"{source}: {Text.Count(losses.NoteCount - losses.Notes.Count, "more note")} of this kind");
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

        Error($"{source}: {Text.Count(losses.Count, "record")} could not be read and {(losses.Count == 1 ? "was" : "were")} skipped");
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
            int more = source.TimeOffsets.Count - MostOffsetsShown;
            Error($"{source.Name}: {Text.Count(more, "more host")} with times that have no zone");
        }
    }

    /// <summary>What went wrong in values while conditions were tested.</summary>
    public void Faults(FaultCounter faults)
    {
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            if (faults.CountOf(kind) is > 0 and long count)
            {
                Error($"{FaultTexts.Of(kind)}: {Text.Count(count, "time")}, taken as null");
            }
        }
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
}
