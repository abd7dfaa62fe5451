using EqlPS.Cli.Events;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Diagnostics;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Parallel;
using EqlPS.Hunting.Kept;
using EqlPS.Mappings;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Search;

namespace EqlPS.Cli.Commands;

/// <summary>One run of <c>eqlps query</c>: sources, query, reading, results, and what went wrong on the way.</summary>
internal sealed class QueryRun(CliConsole console, QueryArguments arguments)
{
    private readonly RunReport _report = new(console.Error);
    private MappingSet? _mappings;

    /// <summary>Runs the query and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            string text = QueryText.Read(arguments.Query);
            _mappings = FieldMaps.Load(arguments.FieldMaps);
            using SourceSet sources = SourceSet.Open(
                arguments.Paths, arguments.Mappings, arguments.Options.TimestampField, console, _report);
            if (TryCreateQuery(text, sources.Sources, cancellation) is not EqlQuery query || sources.Sources.Count == 0)
            {
                return ExitCode.Failure;
            }

            return Search(query, sources.Sources, cancellation);
        }
        catch (Exception error) when (error is UsageException or StoreException)
        {
            _report.Error(error.Message);
            return ExitCode.Failure;
        }
    }

    private EqlQuery? TryCreateQuery(string text, IReadOnlyList<InputSource> sources, CancellationToken cancellation)
    {
        using IDisposable preparation = HotPath.Prepare();
        SearchInputs.ObserveFields(text, sources, cancellation, arguments.Options);
        FieldSchema[] known = sources.Select(s => s.Schema).Distinct().ToArray();
        var schemas = new SchemaSet(known.Length > 0 ? known : [FieldSchema.Open(arguments.Options.TimestampField)]);
        EqlQuery.TryCreate(text, arguments.Options, schemas, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics);
        if (diagnostics.Count > 0)
        {
            if (QueryText.FileOf(arguments.Query) is string file)
            {
                _report.Error($"in the query of {file}:");
            }

            _report.Say(DiagnosticFormatter.Format(text, diagnostics));
        }

        return query;
    }

    private int Search(EqlQuery query, IReadOnlyList<InputSource> sources, CancellationToken cancellation)
    {
        if (arguments.ResolvesUsers)
        {
            _mappings = UserResolution.Add(_mappings, sources, cancellation);
        }

        var search = new EventSearch(query, arguments.Search);
        using var reading = new ReadingReport(console, _report, inputCount: 1);
        var pipeline = new BlockPipeline<SearchPart>(
            () => new SearchWorker(
                new EventReaders(search.Fields, arguments.Mode, arguments.Options.TimestampField, _mappings),
                search.NewReading(),
                cancellation),
            arguments.Threads);
        bool isNewSource = true;
        foreach (BlockStep step in pipeline.Run(sources, cancellation))
        {
            if (step is PartRead<SearchPart> read)
            {
                search.Add(read.Part, isNewSource);
                isNewSource = false;
            }

            isNewSource |= step is SourceRead;
            reading.Tell(step);
        }

        SearchResult result = search.Complete(cancellation);
        if (!reading.IsAnyReadable && result.EventCount == 0)
        {
            return ExitCode.Failure;
        }

        Print(query, result, cancellation);
        new SearchReport(_report).Summarise(query, result);
        return _report.HasLosses ? ExitCode.PartialInput : ExitCode.Success;
    }

    private void Print(EqlQuery query, SearchResult result, CancellationToken cancellation)
    {
        try
        {
            using IResultWriter writer = ResultWriters.Create(arguments.Format, query, console);
            foreach (Execution.EqlResult found in result.Results)
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(found);
            }

            writer.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the results cannot be written: {error.Message}", error);
        }
    }
}
