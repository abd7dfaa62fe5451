using EqlPS.Search;

namespace EqlPS.Cli.Commands;

/// <summary>The command line of <c>eqlps query</c>, parsed.</summary>
internal sealed class QueryArguments
{
    /// <summary>The query, or <c>@</c> and the path of a file that holds it.</summary>
    public required string Query { get; init; }

    /// <summary>What events are made of; a mapping describes documents as they stand.</summary>
    public EqlPS.Events.ReadingMode Mode { get; init; }

    /// <summary>Mapping files that are added to the built-in ones.</summary>
    public string[] FieldMaps { get; init; } = [];

    /// <summary>Whether the input is read for the accounts it tells of first.</summary>
    public bool ResolvesUsers { get; init; }

    public required string[] Paths { get; init; }

    public required string[] Mappings { get; init; }

    public required EqlQueryOptions Options { get; init; }

    public required SearchOptions Search { get; init; }

    /// <summary>How many threads read.</summary>
    public int Threads { get; init; } = 1;

    public ResultFormat Format { get; init; }
}
