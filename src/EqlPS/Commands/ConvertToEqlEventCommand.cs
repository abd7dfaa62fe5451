using System.Management.Automation;
using EqlPS.Errors;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Input;
using EqlPS.Objects;

namespace EqlPS.Commands;

/// <summary>Turns log records, event XML, JSON and objects of a pipeline into events as rules see them.</summary>
[Cmdlet(VerbsData.ConvertTo, "EqlEvent")]
[OutputType(typeof(EqlEvent))]
public sealed class ConvertToEqlEventCommand : EqlCmdlet
{
    private readonly EvaluationContext _context = new(slotCount: 0);
    private EventPipe? _pipe;

    /// <summary>Log records, live or deserialized; event XML or JSON as text; objects with the fields of an event.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Mapping files that add to the built-in ones, or replace parts of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FieldMap { get; set; } = [];

    /// <summary>Make events exactly as Elastic's integrations do.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Take fields as they stand: JSON unchanged, logs in the envelope of winlogbeat.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override void Begin()
    {
        ReadingMode mode = Raw ? ReadingMode.AsItStands : Exact ? ReadingMode.Exact : ReadingMode.Default;
        var readers = new EventReaders(
            new FieldTable(), mode, new EqlQueryOptions().TimestampField, FieldMaps.Load(FieldMap, SessionState));
        _pipe = new EventPipe(readers, "pipeline");
    }

    private protected override void Process()
    {
        _pipe!.Give(InputObject, reader =>
        {
            while (reader.Read(_context))
            {
                Cancellation.ThrowIfCancellationRequested();
                WriteObject(new EqlEvent(reader.Keep()), enumerateCollection: false);
            }
        });
        _pipe.Tell(this);
    }

    private protected override void End() => _pipe!.Complete(this);

    private protected override void Close() => _pipe?.Dispose();
}
