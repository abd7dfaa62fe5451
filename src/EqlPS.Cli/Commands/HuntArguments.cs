using EqlPS.Hunting;

namespace EqlPS.Cli.Commands;

/// <summary>The command line of <c>eqlps hunt</c>, parsed.</summary>
internal sealed class HuntArguments
{
    /// <summary>Rule files, folders and globs; empty for the shipped rules.</summary>
    public required string[] Rules { get; init; }

    public required string[] Paths { get; init; }

    public RuleFilter Filter { get; init; } = new();

    /// <summary>ISO date or date math, or null.</summary>
    public string? Since { get; init; }

    /// <summary>ISO date or date math, or null.</summary>
    public string? Until { get; init; }

    public string[] Exceptions { get; init; } = [];

    /// <summary>The most alerts of one rule; null for all.</summary>
    public long? MaxAlerts { get; init; }

    /// <summary>The list of alerts already given, or null.</summary>
    public string? Seen { get; init; }

    /// <summary>The file that alerts are appended to; null for standard output.</summary>
    public string? Output { get; init; }

    public bool BuildingBlocks { get; init; }

    /// <summary>What events are made of the records of a log.</summary>
    public EqlPS.Events.ReadingMode Mode { get; init; }

    /// <summary>Mapping files that are added to the built-in ones.</summary>
    public string[] FieldMaps { get; init; } = [];

    /// <summary>Whether the input is read for the accounts it tells of first.</summary>
    public bool ResolvesUsers { get; init; }

    public HuntFormat Format { get; init; }

    /// <summary>Threads that read; 0 for one a core, up to eight.</summary>
    public int Threads { get; init; }

    /// <summary>Whether each file is reported on, not only those with losses.</summary>
    public bool PerFile { get; init; }
}
