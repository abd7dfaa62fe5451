using System.Management.Automation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Input;
using EqlPS.Objects;
using EqlPS.Platform;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Search;

namespace EqlPS.Commands;

/// <summary>Runs an EQL query over events of files, live logs and pipelines.</summary>
[Cmdlet(VerbsCommon.Search, "EqlEvent", DefaultParameterSetName = ByInput)]
[OutputType(typeof(EqlEvent), typeof(EqlSequence), typeof(EqlRow))]
public sealed class SearchEqlEventCommand : EqlEventCmdlet
{
    private EventSearch? _search;
    private HitStream? _stream;
    private EventPipe? _pipe;
    private EventReaders _readers = null!;
    private Progress _progress = null!;
    private WatchedReader? _watched;
    private bool _isPipeBegun;
    private long _eventCount;

    /// <summary>The query, as it stands in a rule, a guide or on a page.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = string.Empty;

    /// <summary>Files and folders of events, of any format that is understood; wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>Events: log records, event XML, JSON, objects with the fields of an event, events of this module, or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The most results.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? Size { get; set; }

    /// <summary>Which end of the results <c>-Size</c> keeps: <c>Tail</c>, the latest, or <c>Head</c>.</summary>
    [Parameter]
    [ValidateSet("Tail", "Head")]
    public string ResultPosition { get; set; } = "Tail";

    /// <summary>The most samples of one join key.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxSamplesPerKey { get; set; } = 1;

    /// <summary>The field that orders events.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string TimestampField { get; set; } = new EqlQueryOptions().TimestampField;

    /// <summary>The field that orders events of the same time.</summary>
    [Parameter]
    public string? TiebreakerField { get; set; }

    /// <summary>The field that <c>category where</c> looks at.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string EventCategoryField { get; set; } = new EqlQueryOptions().EventCategoryField;

    /// <summary>Refuse what Elasticsearch refuses.</summary>
    [Parameter]
    public SwitchParameter EsCompat { get; set; }

    /// <summary>Take fields as they stand: JSON unchanged, logs in the envelope of winlogbeat.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override ReadingMode Mode => Raw ? ReadingMode.AsItStands : base.Mode;

    private protected override void Begin()
    {
        using IDisposable preparation = HotPath.Prepare();
        EqlQuery query = QueryReader.Read(
            Query,
            new EqlQueryOptions
            {
                TimestampField = TimestampField,
                TiebreakerField = TiebreakerField,
                EventCategoryField = EventCategoryField,
                IsElasticsearchCompatible = EsCompat,
            },
            WriteWarning);
        FieldTable fields;
        if (HitStream.CanServe(query) && Size is null)
        {
            fields = new FieldTable();
            _stream = new HitStream(query.Compile(fields));
        }
        else
        {
            _search = new EventSearch(query, new SearchOptions
            {
                Size = Size,
                Position = ResultPosition == "Head" ? Execution.ResultPosition.Head : Execution.ResultPosition.Tail,
                MaxSamplesPerKey = MaxSamplesPerKey,
            });
            fields = _search.Fields;
        }

        _readers = new EventReaders(fields, Mode, TimestampField, LoadFieldMaps());
        _progress = new Progress(this, "Searching events");
        FindFiles();
    }

    private protected override void Process()
    {
        if (ParameterSetName == ByInput && !TryAddFile(InputObject))
        {
            Give(InputObject, "pipeline");
        }
    }

    private protected override void End()
    {
        var files = new InputFiles(_readers, FieldSchema.Open(TimestampField), this);
        foreach (string file in Files)
        {
            WriteVerbose($"Reading {file}");
            _stream?.BeginSource();
            files.Read(file, Read, Cancellation);
        }

        if (ParameterSetName == ByLogName)
        {
            EventLogs.Read(this, LogName, null, record => Give(record, string.Join(", ", LogName)));
        }

        _pipe?.Complete(this);
        string? gaps = _stream?.FindGaps() is { Count: > 0 } unmet ? GapText.Of(unmet) : null;
        if (_search is not null)
        {
            SearchResult result = _search.Complete(Cancellation);
            gaps = GapText.Of(result);
            Complete(result);
        }

        _progress.Complete();
        if (_eventCount == 0)
        {
            WriteWarning("No event was read, so nothing was searched.");
        }
        else if (gaps is not null)
        {
            WriteWarning(gaps);
        }

        WriteVerbose(FormattableString.Invariant($"{_eventCount} events in {Files.Count} files"));
    }

    private protected override void Close() => _pipe?.Dispose();

    private void Give(object? item, string name)
    {
        if (_pipe is null)
        {
            _pipe = new EventPipe(_readers, name);
            _watched = new WatchedReader(_pipe.Reader, Watch);
            _stream?.BeginSource();
        }

        _pipe.Give(item, _ => ReadPipe(_watched!));
        _pipe.Tell(this);
    }

    private void ReadPipe(EventReader reader)
    {
        if (_search is null)
        {
            ReadHits(reader);
        }
        else if (_isPipeBegun)
        {
            _search.ReadOn(reader, Cancellation);
        }
        else
        {
            _isPipeBegun = true;
            _search.Read(reader, Cancellation);
        }
    }

    private void Read(EventReader reader)
    {
        var watched = new WatchedReader(reader, Watch);
        if (_search is null)
        {
            ReadHits(watched);
        }
        else
        {
            _search.Read(watched, Cancellation);
        }
    }

    private void ReadHits(EventReader reader)
    {
        while (_stream!.Next(reader, Cancellation) is SourceEvent found)
        {
            WriteObject(new EqlEvent(found), enumerateCollection: false);
        }
    }

    private void Watch(EventReader reader)
    {
        _eventCount++;
        if ((_eventCount & 0xFF) == 0 && _progress.IsDue)
        {
            _progress.Show(_eventCount, current: reader.Location.Source);
        }
    }

    private void Complete(SearchResult result)
    {
        foreach (Diagnostics.Diagnostic warning in result.Warnings)
        {
            WriteWarning(Visible.Line(warning.Message));
        }

        if (result.TimelessCount > 0)
        {
            WriteWarning(Visible.Line(FormattableString.Invariant(
                $"Matching events without a date in {TimestampField}: {result.TimelessCount}. ")
                + "They come last and take no part in sequences; -TimestampField names another field."));
        }

        if (result.Pending.Count > 0)
        {
            WriteWarning(FormattableString.Invariant(
                $"The data ends too early to tell of {result.Pending.Count} sequences whether they match."));
        }

        foreach (EqlResult found in result.Results)
        {
            Cancellation.ThrowIfCancellationRequested();
            WriteObject(ToObject(found), enumerateCollection: false);
        }
    }

    private static object ToObject(EqlResult found) => found.Kind switch
    {
        EqlResultKind.Event => new EqlEvent((SourceEvent)found.Events[0]!.Payload),
        EqlResultKind.Row => new EqlRow(found),
        _ => new EqlSequence(found),
    };
}
