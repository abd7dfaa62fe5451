using EqlPS.Alerts;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Values;

namespace EqlPS.Cli.Commands;

/// <summary>One run of <c>eqlps hunt</c>: rules, exceptions, reading, alerts, and what was not checked.</summary>
/// <param name="arguments">What to do.</param>
/// <param name="output">Receives the alerts and nothing else.</param>
/// <param name="error">Receives everything else.</param>
/// <param name="showsProgress">Whether somebody watches <paramref name="error"/>.</param>
internal sealed class HuntRun(HuntArguments arguments, Stream output, TextWriter error, bool showsProgress = false)
{
    private readonly HuntReport _report = new(error);

    /// <summary>Runs the hunt and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            return RunChecked(cancellation);
        }
        catch (UsageException usage)
        {
            _report.Error(usage.Message);
            return ExitCode.Failure;
        }
    }

    private int RunChecked(CancellationToken cancellation)
    {
        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        var options = new HuntOptions
        {
            Since = ReadTime("--since", arguments.Since, now, isEnd: false),
            Until = ReadTime("--until", arguments.Until, now, isEnd: true),
            MaxAlertsPerRule = arguments.MaxAlerts,
            Now = now,
        };
        CompiledRuleSet rules = LoadRules(cancellation);
        using SeenAlerts? seen = OpenSeen();
        var hunt = new Hunt(rules, options);
        bool isAnyReadable;
        using (showsProgress ? new HuntProgress(error, () => hunt.EventCount) : null)
        {
            isAnyReadable = Read(hunt, rules, cancellation);
        }

        if (!isAnyReadable)
        {
            return ExitCode.Failure;
        }

        HuntResult result = hunt.Complete(cancellation);
        Alert[] fresh = result.Alerts.Where(a => seen is null || !seen.Contains(a.Id)).ToArray();
        Print(fresh, seen, cancellation);
        _report.Summarise(result, fresh, rules);
        return _report.HasLosses ? ExitCode.PartialInput : ExitCode.Success;
    }

    private CompiledRuleSet LoadRules(CancellationToken cancellation)
    {
        ExceptionSet exceptions = ExceptionReader.ReadAll(arguments.Exceptions);
        _report.Say(exceptions.Diagnostics);
        if (exceptions.Diagnostics.Any(d => d.Severity == RuleDiagnosticSeverity.Error))
        {
            throw new UsageException("the exceptions are not all usable, and events that ought to be left out would alert");
        }

        RuleSet set = RuleSet.Load(RulePathDefaults.Or(arguments.Rules), cancellation);
        _report.Rules(set.Diagnostics);
        EqlRule[] wanted = set.Rules.Where(arguments.Filter.Accepts).ToArray();
        if (wanted.Length == 0)
        {
            throw new UsageException(set.Rules.Count == 0 ? "no EQL rule was found"
                : $"none of {set.Rules.Count} rules passes the filters");
        }

        CompiledRuleSet compiled = CompiledRuleSet.Compile(wanted, exceptions);
        _report.Rules(compiled.Diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error));
        return compiled.Rules.Count > 0 ? compiled : throw new UsageException("no rule can be run");
    }

    private SeenAlerts? OpenSeen()
    {
        if (arguments.Seen is null)
        {
            return null;
        }

        try
        {
            var seen = SeenAlerts.Open(arguments.Seen);
            if (seen.Uncertain is not null)
            {
                _report.Error($"the last run was ended while it wrote alert {seen.Uncertain}; that alert may come twice");
            }

            return seen;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--seen {arguments.Seen}: {failure.Message}", failure);
        }
    }

    // False if nothing at all could be read.
    private bool Read(Hunt hunt, CompiledRuleSet rules, CancellationToken cancellation)
    {
        bool isAnyReadable = false;
        var readers = new EventReaders(rules.Fields, arguments.Mode, new EqlQueryOptions().TimestampField);
        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in arguments.Paths)
        {
            IReadOnlyList<string> files = InputPaths.Expand(path);
            if (files.Count == 0)
            {
                _report.Unreadable($"{path}: no such file or folder, or nothing in it");
            }

            foreach (string file in files)
            {
                if (opened.Add(file == InputPaths.StandardInput ? file : Path.GetFullPath(file)))
                {
                    Func<Stream> open = file == InputPaths.StandardInput ? Console.OpenStandardInput : () => File.OpenRead(file);
                    isAnyReadable |= Read(hunt, readers, new InputSource(file, open, rules.Schema), cancellation);
                }
            }
        }

        return isAnyReadable;
    }

    private bool Read(Hunt hunt, EventReaders readers, InputSource source, CancellationToken cancellation)
    {
        bool isReadable = SourceReading.Read(readers, source, reader => hunt.Read(reader, cancellation), _report);
        _report.FileCount += isReadable ? 1 : 0;
        return isReadable;
    }

    private void Print(IReadOnlyList<Alert> alerts, SeenAlerts? seen, CancellationToken cancellation)
    {
        using IAlertWriter writer = arguments.Format switch
        {
            HuntFormat.Ndjson => new NdjsonAlertWriter(output, arguments.BuildingBlocks),
            HuntFormat.Csv => new CsvAlertWriter(output),
            _ => new TableAlertWriter(output),
        };
        foreach (Alert alert in alerts)
        {
            cancellation.ThrowIfCancellationRequested();
            if (writer.IsImmediate)
            {
                seen?.Begin(alert.Id);
            }

            writer.Write(alert);
            if (writer.IsImmediate)
            {
                seen?.Complete(alert.Id);
            }
        }

        writer.Finish();
        if (!writer.IsImmediate && seen is not null)
        {
            foreach (Alert alert in alerts)
            {
                seen.Complete(alert.Id);
            }
        }
    }

    private static Timestamp? ReadTime(string option, string? text, Timestamp now, bool isEnd)
    {
        if (text is null)
        {
            return null;
        }

        return DateMath.TryParse(text.AsSpan(), now, out Timestamp first, out Timestamp last)
            ? isEnd ? last : first
            : throw new UsageException($"{option} {text}: this is no date such as 2024-05-01T08:00:00Z and no date math such as now-9m");
    }
}
