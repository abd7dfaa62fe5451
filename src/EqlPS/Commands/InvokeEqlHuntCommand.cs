using System.Management.Automation;
using EqlPS.Alerts;
using EqlPS.Completion;
using EqlPS.Errors;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Hunting.Kept;
using EqlPS.Input;
using EqlPS.Mappings;
using EqlPS.Objects;
using EqlPS.Platform;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Commands;

/// <summary>Runs detection rules over events of files, live logs and pipelines, and gives the alerts.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "EqlHunt", DefaultParameterSetName = ByPath)]
[OutputType(typeof(EqlAlert), typeof(EqlCoverage))]
public sealed class InvokeEqlHuntCommand : EqlEventCmdlet
{
    private CompiledRuleSet _rules = null!;
    private HuntOptions _options = null!;
    private Hunt? _hunt;
    private MappingSet? _mappings;
    private Progress _progress = null!;
    private SeenList? _seen;
    private EventPipe? _pipe;
    private HuntReading? _reading;
    private long _alertCount;
    private long _oldCount;

    /// <summary>Events: log records, event XML, JSON, objects with the fields of an event, events of this module, or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInput)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Rules: objects, names, ids, files, folders or the text of a rule. Without any, the rules that come with the module.
    /// </summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    [ValidateNotNullOrEmpty]
    public object[] Rule { get; set; } = [];

    /// <summary>Queries that alert where they find something, beside the rules that are named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Query { get; set; } = [];

    /// <summary>Files of exceptions: events that the rules do not see.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Exception { get; set; } = [];

    /// <summary>The earliest time looked at: a date, or date math such as <c>now-9m</c>.</summary>
    [Parameter]
    public object? Since { get; set; }

    /// <summary>The latest time looked at.</summary>
    [Parameter]
    public object? Until { get; set; }

    /// <summary>The most alerts of each rule, its earliest.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxAlert { get; set; }

    /// <summary>A file that remembers which alerts were given, so that runs over overlapping times give each once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SeenPath { get; set; }

    /// <summary>The events come in the order of their times: sequences alert as time passes, and memory stays bounded.</summary>
    [Parameter]
    public SwitchParameter Ordered { get; set; }

    /// <summary>Give, in place of the alerts, what each rule did and whether it could have fired on this input at all.</summary>
    [Parameter]
    public SwitchParameter Coverage { get; set; }

    /// <summary>Give before the alert of a sequence the alert of each of its events.</summary>
    [Parameter]
    public SwitchParameter BuildingBlock { get; set; }

    /// <summary>Threads that read files; 0, as by default, for one a core, up to eight.</summary>
    [Parameter]
    [ValidateRange(0, 64)]
    public int ThrottleLimit { get; set; }

    private protected override void Begin()
    {
        using IDisposable preparation = HotPath.Prepare();
        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        (Timestamp? since, Timestamp? until) = TimeArgument.Read(Since, Until, now);
        _options = new HuntOptions
        {
            Since = since,
            Until = until,
            MaxAlertsPerRule = MaxAlert,
            IsOrdered = Ordered,
            Now = now,
        };
        _rules = HuntRules.Compile(ReadRules(), Exception, SessionState, Tell);
        _mappings = LoadFieldMaps();
        _seen = SeenPath is null ? null : SeenList.Open(SeenPath, SessionState);
        if (_seen?.Uncertain is string id)
        {
            WriteWarning($"The last run was ended while it gave alert {id}; that alert may come twice.");
        }

        _progress = new Progress(this, FormattableString.Invariant($"Hunting with {_rules.Rules.Count} rules"));
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
        if (ParameterSetName == ByLogName)
        {
            DateTime? since = _options.Since is Timestamp first ? Times.ToDateTime(first) : null;
            EventLogs.Read(this, LogName, since, record => Give(record, string.Join(", ", LogName)));
        }

        HuntResult result = _hunt is null ? HuntFiles() : Complete(_hunt);
        _progress.Complete();
        if (Coverage)
        {
            WriteCoverage(result);
        }

        new HuntNotes(this, Coverage).Tell(result, _rules, _alertCount, _oldCount, Files.Count);
    }

    private protected override void Close()
    {
        _reading?.Dispose();
        _pipe?.Dispose();
        _seen?.Dispose();
    }

    private IReadOnlyList<EqlRule> ReadRules()
    {
        EqlRule[] queries = Query
            .Select((text, number) => QueryReader.ToRule(QueryReader.Read(text, new EqlQueryOptions(), WriteWarning), number)).ToArray();
        if (Rule.Length > 0)
        {
            return [.. new RuleArguments(SessionState, Tell).Read(Rule, Cancellation), .. queries];
        }

        return queries.Length > 0 ? queries : ShippedRules.Load(Cancellation).Rules;
    }

    private void Tell(RuleDiagnostic diagnostic) => WriteVerbose(Visible.Line(diagnostic.ToString()));

    private void Give(object? item, string name)
    {
        if (_pipe is null)
        {
            _hunt = new Hunt(_rules, _options);
            _pipe = new EventPipe(CreateReaders(), name);
            _reading = _hunt.Begin(_pipe.Reader);
        }

        _pipe.Reader.Offer(item);
        ReadSome(_reading!, null);
        _pipe.Tell(this);
    }

    // Files that came among objects belong to their hunt, which is on this thread.
    private HuntResult Complete(Hunt hunt)
    {
        _reading!.Dispose();
        _pipe!.Complete(this);
        var files = new InputFiles(CreateReaders(), _rules.Schema, this);
        foreach (string file in Files)
        {
            WriteVerbose($"Reading {file}");
            files.Read(file, Read, Cancellation);
        }

        HuntResult result = hunt.Complete(Cancellation);
        foreach (Alert alert in result.Alerts)
        {
            Cancellation.ThrowIfCancellationRequested();
            Write(alert);
        }

        return result;
    }

    private HuntResult HuntFiles()
    {
        var hunt = new FileHunt(_rules, _options, new FileHuntOptions
        {
            Mode = Mode,
            Mappings = _mappings,
            Threads = ThrottleLimit,
            ProgressPeriod = Progress.Period,
        });
        InputSource[] inputs = Files.Select(file => InputSource.OfFile(file, _rules.Schema)).ToArray();
        HuntResult? result = null;
        foreach (HuntStep step in hunt.Run(inputs, Cancellation))
        {
            if (step is AlertFound found)
            {
                Write(found.Alert);
            }
            else if (step is HuntProgressed progress)
            {
                _progress.Show(
                    progress.Events, progress.Bytes, progress.InputsDone * 100 / Math.Max(1, progress.InputCount),
                    FormattableString.Invariant($"{progress.InputsDone} of {progress.InputCount} files"));
            }
            else if (step is HuntEnded ended)
            {
                result = ended.Result;
            }
            else
            {
                Tell(step);
            }
        }

        return result!;
    }

    private void Tell(HuntStep step)
    {
        switch (step)
        {
            case SourceFinished { Summary: SourceSummary summary }:
                if (summary.Failure is string failure)
                {
                    Report(ErrorIds.InputUnreadable, failure, ErrorCategory.ReadError, summary.Name);
                }

                ReportLosses(summary.Name, summary.Losses);
                ReportOffsets(summary.Name, summary.TimeOffsets);
                WriteVerbose(Visible.Line(FormattableString.Invariant(
                    $"{summary.Name}: events: {summary.Events}, alerts on single events: {summary.Alerts}")));
                break;
            case InputFailed failed:
                Report(ErrorIds.InputUnreadable, failed.Message, ErrorCategory.ReadError, failed.Name);
                break;
            case InputFinished finished:
                ReportLosses(finished.Name, finished.Losses);
                break;
        }
    }

    private EventReaders CreateReaders() => new(_rules.Fields, Mode, new EqlQueryOptions().TimestampField, _mappings);

    private void Read(EventReader reader)
    {
        using HuntReading reading = _hunt!.Begin(reader);
        ReadSome(reading, reader);
    }

    private void ReadSome(HuntReading reading, EventReader? reader)
    {
        bool hasMore = true;
        while (hasMore)
        {
            hasMore = reading.ReadSome(Cancellation);
            foreach (Alert alert in _hunt!.TakeCertain())
            {
                Write(alert);
            }

            if (_progress.IsDue)
            {
                _progress.Show(_hunt.EventCount, current: reader?.Location.Source);
            }
        }
    }

    private void Write(Alert alert)
    {
        if (Coverage)
        {
            return;
        }

        bool isNew = true;
        if (_seen is null)
        {
            WriteAll(alert);
        }
        else
        {
            isNew = _seen.TryWrite(alert, WriteAll);
        }

        _alertCount += isNew ? 1 : 0;
        _oldCount += isNew ? 0 : 1;
    }

    private void WriteAll(Alert alert)
    {
        if (BuildingBlock && alert.IsShell)
        {
            for (int i = 0; i < alert.Events.Count; i++)
            {
                if (alert.Events[i] is not null)
                {
                    WriteObject(new EqlAlert(alert, i), enumerateCollection: false);
                }
            }
        }

        WriteObject(new EqlAlert(alert), enumerateCollection: false);
    }

    private void WriteCoverage(HuntResult result)
    {
        Dictionary<CompiledRule, string> reasons = result.Gaps.ToDictionary(gap => gap.Rule, gap => gap.Reason);
        foreach (RuleStatistics rule in result.Rules)
        {
            reasons.TryGetValue(rule.Rule, out string? reason);
            WriteObject(new EqlCoverage(rule.Rule.Rule, reason, rule.AlertCount));
        }
    }
}
