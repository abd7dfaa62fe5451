using System.Globalization;
using EqlPS.Events;
using EqlPS.Events.Parallel;

namespace EqlPS.Cli.Output;

/// <summary>Tells what was read of many inputs: how far it is while it goes on, and then what each source gave and lost.</summary>
/// <param name="console">Whose standard error is written to.</param>
/// <param name="report">Takes the messages.</param>
/// <param name="inputCount">With one input there is nothing to tell apart.</param>
internal sealed class ReadingReport(CliConsole console, RunReport report, int inputCount) : IDisposable
{
    private readonly ReadingProgress? _progress = console.ShowsProgress ? new ReadingProgress(console.Error) : null;
    private long _events;
    private int _sources;

    /// <summary>Whether something could be read; a source without records was read.</summary>
    public bool IsAnyReadable { get; private set; }

    public void Tell(BlockStep step)
    {
        switch (step)
        {
            case BlockRead block:
                _progress?.Add(block.Events, block.Bytes);
                break;
            case SourceRefused refused:
                _progress?.Clear();
                report.Unreadable(refused.Message);
                break;
            case SourceRead source:
                _progress?.Clear();
                Tell(source.Source, source.Outcome);
                break;
            case InputRead input:
                report.Losses(input.Input.Name, input.Losses);
                break;
        }
    }

    /// <summary>What all sources gave together.</summary>
    public void Summarise()
    {
        string sources = _sources == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" in {_sources} files");
        report.Error(string.Create(CultureInfo.InvariantCulture, $"{_events} {(_events == 1 ? "event" : "events")}{sources}"));
    }

    public void Dispose() => _progress?.Clear();

    private void Tell(EventSource source, BlockOutcome outcome)
    {
        if (outcome.Failure is not null)
        {
            report.Unreadable($"{source.Name}: {outcome.Failure}");
        }

        report.Losses(source.Name, outcome.Losses);
        IsAnyReadable |= outcome.HasRecords || (outcome.Failure is null && outcome.Losses.Count == 0);
        _events += outcome.Events;
        _sources++;
        if (inputCount > 1)
        {
            report.Error(string.Create(
                CultureInfo.InvariantCulture, $"{source.Name}: {outcome.Events} {(outcome.Events == 1 ? "event" : "events")}"));
        }

        report.Offsets(source);
    }
}
