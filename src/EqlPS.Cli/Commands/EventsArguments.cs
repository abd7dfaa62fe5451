using EqlPS.Cli.Events;
using EqlPS.Events;

namespace EqlPS.Cli.Commands;

/// <summary>The command line of <c>eqlps events</c>, parsed.</summary>
internal sealed class EventsArguments
{
    public required string[] Paths { get; init; }

    public ReadingMode Mode { get; init; }

    public EventFormat Format { get; init; }

    /// <summary>Whether records are carved from the slack space of event logs.</summary>
    public bool Recover { get; init; }

    /// <summary>How many threads read.</summary>
    public int Threads { get; init; }
}
