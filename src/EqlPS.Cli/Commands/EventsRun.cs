using System.Globalization;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Cli.Commands;

/// <summary>
/// One run of <c>eqlps events</c>: every event of every path in the order it is read, and on standard error their number.
/// </summary>
internal sealed class EventsRun(CliConsole console, string[] paths, ReadingMode mode)
{
    private const int BufferSize = 64 * 1024;

    private readonly RunReport _report = new(console.Error);
    private readonly string _timestampField = new EqlQueryOptions().TimestampField;
    private long _count;

    /// <summary>Prints the events and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            using SourceSet sources = SourceSet.Open(paths, [], _timestampField, console, _report);
            var fields = new FieldTable();
            var context = new EvaluationContext(fields.Count);
            var readers = new EventReaders(fields, mode, _timestampField);
            var output = new BufferedStream(console.Output, BufferSize);
            int readable = sources.Sources.Count(
                source => SourceReading.Read(readers, source, reader => Print(reader, context, output, cancellation), _report));
            output.Flush();
            if (readable == 0)
            {
                return ExitCode.Failure;
            }
        }
        catch (UsageException error)
        {
            _report.Error(error.Message);
            return ExitCode.Failure;
        }

        _report.Error(string.Create(CultureInfo.InvariantCulture, $"{_count} events"));
        return _report.HasLosses ? ExitCode.PartialInput : ExitCode.Success;
    }

    private void Print(EventReader reader, EvaluationContext context, Stream output, CancellationToken cancellation)
    {
        while (reader.Read(context))
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(reader.Keep().Json);
            output.WriteByte((byte)'\n');
            _count++;
        }
    }
}
