using EqlPS.Cli.Events;
using EqlPS.Events;

namespace EqlPS.Cli.Commands;

/// <summary>The command line of <c>eqlps events</c>, parsed.</summary>
internal sealed class EventsArguments
{
    public required string[] Paths { get; init; }

    public ReadingMode Mode { get; init; }

    /// <summary>Mapping files that are added to the built-in ones.</summary>
    public string[] FieldMaps { get; init; } = [];

    /// <summary>Whether the input is read for the accounts it tells of first.</summary>
    public bool ResolvesUsers { get; init; }

    public EventFormat Format { get; init; }

    /// <summary>Whether records are carved from the slack space of event logs.</summary>
    public bool Recover { get; init; }

    /// <summary>How many threads read.</summary>
    public int Threads { get; init; }
}
