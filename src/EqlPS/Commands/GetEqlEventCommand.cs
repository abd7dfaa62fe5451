using System.Management.Automation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Input;
using EqlPS.Objects;
using EqlPS.Schema;

namespace EqlPS.Commands;

/// <summary>Reads events of files and live logs as rules see them.</summary>
[Cmdlet(VerbsCommon.Get, "EqlEvent", DefaultParameterSetName = ByPath)]
[OutputType(typeof(EqlEvent))]
public sealed class GetEqlEventCommand : EqlEventCmdlet
{
    private readonly FieldTable _fields = new();
    private EvaluationContext _context = null!;
    private EventReaders _readers = null!;
    private EventPipe? _pipe;
    private Progress _progress = null!;
    private TimeWindow _window = null!;
    private long _count;
    private long _readCount;

    /// <summary>Files of a listing such as that of <c>Get-ChildItem</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The earliest time wanted: a date, or date math such as <c>now-9m</c>.</summary>
    [Parameter]
    public object? Since { get; set; }

    /// <summary>The latest time wanted.</summary>
    [Parameter]
    public object? Until { get; set; }

    /// <summary>Take fields as they stand: JSON unchanged, logs in the envelope of winlogbeat.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override ReadingMode Mode => Raw ? ReadingMode.AsItStands : base.Mode;

    private protected override void Begin()
    {
        _window = TimeWindow.Read(Since, Until, _fields);
        _readers = CreateReaders(_fields);
        _context = new EvaluationContext(_fields.Count);
        _progress = new Progress(this, "Reading events");
        FindFiles();
    }

    private protected override void Process()
    {
        if (ParameterSetName == ByInput && !TryAddFile(InputObject))
        {
            _pipe ??= new EventPipe(_readers, "pipeline");
            _pipe.Give(InputObject, Write);
        }
    }

    private protected override void End()
    {
        var schema = FieldSchema.Open(new EqlQueryOptions().TimestampField);
        var files = new InputFiles(_readers, schema, this);
        foreach (string file in Files)
        {
            WriteVerbose($"Reading {file}");
            files.Read(file, Write, Cancellation);
        }

        if (ParameterSetName == ByLogName)
        {
            _pipe = new EventPipe(_readers, string.Join(", ", LogName));
            EventLogs.Read(this, LogName, _window.Since, record => _pipe.Give(record, Write));
        }

        _pipe?.Complete(this);
        _progress.Complete();
        if (_readCount == 0)
        {
            WriteWarning("No event was read.");
        }
        else if (_count == 0)
        {
            WriteWarning($"No event is given: {_window.Outside}.");
        }

        WriteVerbose(FormattableString.Invariant($"{_count} events in {Files.Count} files"));
    }

    private protected override void Close() => _pipe?.Dispose();

    private void Write(EventReader reader)
    {
        while (reader.Read(_context))
        {
            Cancellation.ThrowIfCancellationRequested();
            _readCount++;
            if (_progress.IsDue)
            {
                _progress.Show(_count, current: reader.Location.Source);
            }

            if (_window.Holds(_context))
            {
                _count++;
                WriteObject(new EqlEvent(reader.Keep()), enumerateCollection: false);
            }
        }
    }
}
