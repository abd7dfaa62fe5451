using EqlPS.Cli.Events;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Parallel;
using EqlPS.Mappings;

namespace EqlPS.Cli.Commands;

/// <summary>
/// One run of <c>eqlps events</c>: every event of every path in the order of its source, and on standard error what was read and what was
/// not.
/// </summary>
internal sealed class EventsRun(CliConsole console, EventsArguments arguments)
{
    private const int BufferSize = 64 * 1024;

    private readonly RunReport _report = new(console.Error);
    private readonly string _timestampField = new EqlQueryOptions().TimestampField;
    private MappingSet? _mappings;

    /// <summary>Prints the events and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            _mappings = FieldMaps.Load(arguments.FieldMaps);
            using SourceSet sources = SourceSet.Open(arguments.Paths, [], _timestampField, console, _report);
            if (arguments.ResolvesUsers)
            {
                _mappings = UserResolution.Add(_mappings, sources.Sources, cancellation);
            }

            using var reading = new ReadingReport(console, _report, sources.Sources.Count);
            var pipeline = new BlockPipeline<EventPart>(NewWorker, arguments.Threads);
            Print(pipeline.Run(sources.Sources, cancellation), reading);
            if (!reading.IsAnyReadable)
            {
                return ExitCode.Failure;
            }

            reading.Summarise();
            return _report.HasLosses ? ExitCode.PartialInput : ExitCode.Success;
        }
        catch (UsageException error)
        {
            _report.Error(error.Message);
            return ExitCode.Failure;
        }
    }

    private IBlockWorker<EventPart> NewWorker()
    {
        if (arguments.Format == EventFormat.Xml)
        {
            return new XmlEventWorker(arguments.Recover);
        }

        var fields = new FieldTable();
        var readers = new EventReaders(fields, arguments.Mode, _timestampField, _mappings) { Recover = arguments.Recover };
        return arguments.Format == EventFormat.Table ? new TableEventWorker(readers, fields) : new NdjsonEventWorker(readers, fields);
    }

    private void Print(IEnumerable<BlockStep> steps, ReadingReport reading)
    {
        var output = new BufferedStream(console.Output, BufferSize);
        using StreamWriter text = console.OpenText();
        using var table = new TablePrinter(text, console.Width, new EventColumns().Titles, firstFlexible: 1);
        foreach (BlockStep step in steps)
        {
            if (step is PartRead<EventPart> read)
            {
                output.Write(read.Part.Text.GetBuffer(), 0, (int)read.Part.Text.Length);
                read.Part.Lines.ForEach(table.Add);
            }
            else
            {
                // Whoever reads along sees what was read by the time it is told of.
                output.Flush();
                reading.Tell(step);
            }
        }

        output.Flush();
        table.Flush();
    }
}
