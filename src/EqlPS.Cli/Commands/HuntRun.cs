using EqlPS.Alerts;
using EqlPS.Cli.Input;
using EqlPS.Cli.Output;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Hunting;
using EqlPS.Hunting.Files;
using EqlPS.Hunting.Kept;
using EqlPS.Mappings;
using EqlPS.Platform;
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
    private const int ManyRules = 100;

    private readonly HuntReport _report = new(error) { IsPerFile = arguments.PerFile };
    private readonly HuntTally _tally = new();
    private readonly HuntProgress _progress = new(error);

    /// <summary>Runs the hunt and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        try
        {
            return RunChecked(cancellation);
        }
        catch (Exception failure) when (failure is UsageException or StoreException)
        {
            _progress.Clear();
            _report.Error(failure.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            _progress.Clear();
            throw;
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
        if (options.Since > options.Until)
        {
            throw new UsageException(
                $"--since {options.Since?.ToMillisecondText()} lies after --until {options.Until?.ToMillisecondText()}");
        }

        MappingSet? mappings = FieldMaps.Load(arguments.FieldMaps);
        CompiledRuleSet rules = LoadRules(cancellation);
        if (rules.Rules.Count > ManyRules)
        {
            // What loading them left behind would otherwise stay beside all that follows.
            GC.Collect();
        }

        List<InputSource> inputs = Inputs(rules);
        if (arguments.ResolvesUsers)
        {
            mappings = UserResolution.Add(mappings, inputs, cancellation);
        }

        using SeenAlerts? seen = OpenSeen();
        using FileStream? file = OpenOutput(seen);
        var hunt = new FileHunt(rules, options, new FileHuntOptions
        {
            Mode = arguments.Mode,
            Mappings = mappings,
            Threads = arguments.Threads,
            KeepsMemorySmall = true,
            ProgressPeriod = showsProgress ? HuntProgress.Period : null,
        });
        HuntResult? result = Follow(hunt.Run(inputs, cancellation), seen, file);
        if (result is null)
        {
            return ExitCode.Failure;
        }

        _report.Summarise(result, _tally, rules);
        return _report.HasLosses ? ExitCode.PartialInput : ExitCode.Success;
    }

    private CompiledRuleSet LoadRules(CancellationToken cancellation)
    {
        using IDisposable preparation = HotPath.Prepare();
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
            throw new UsageException(WhyNoRule(set));
        }

        CompiledRuleSet compiled = CompiledRuleSet.Compile(wanted, exceptions);
        _report.Rules(compiled.Diagnostics.Where(d => d.Severity == RuleDiagnosticSeverity.Error));
        return compiled.Rules.Count > 0 ? compiled : throw new UsageException("no rule can be run");
    }

    private static string WhyNoRule(RuleSet set) =>
        set.Rules.Count == 1 ? "the only rule does not pass the filters"
        : set.Rules.Count > 1 ? $"none of {set.Rules.Count} rules passes the filters"
        : set.Diagnostics.Any(d => d.Severity == RuleDiagnosticSeverity.Error) ? "no rule can be run"
        : "no EQL rule was found";

    private SeenAlerts? OpenSeen()
    {
        if (arguments.Seen is null)
        {
            return null;
        }

        try
        {
            var seen = SeenAlerts.Open(arguments.Seen);
            if (seen.Uncertain is not null && arguments.Output is null)
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

    private FileStream? OpenOutput(SeenAlerts? seen)
    {
        if (arguments.Output is null)
        {
            return null;
        }

        if (arguments.Format == HuntFormat.Table)
        {
            throw new UsageException(
                "--output is for --format ndjson and csv: a table has the worst alert first, and nothing can be appended to it");
        }

        try
        {
            return AlertOutputFile.Open(arguments.Output, seen?.Uncertain, seen?.LengthBeforeUncertain);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output {arguments.Output}: {failure.Message}", failure);
        }
    }

    private List<InputSource> Inputs(CompiledRuleSet rules)
    {
        var inputs = new List<InputSource>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in arguments.Paths)
        {
            foreach (string file in InputFiles.Find(path, _report.Run))
            {
                bool isPipe = file == InputPaths.StandardInput;
                if (named.Add(isPipe ? file : Path.GetFullPath(file)))
                {
                    inputs.Add(isPipe ? new InputSource(file, Console.OpenStandardInput, rules.Schema)
                        : InputSource.OfFile(file, rules.Schema));
                }
            }
        }

        return inputs;
    }

    // Null if nothing at all could be read.
    private HuntResult? Follow(IEnumerable<HuntStep> steps, SeenAlerts? seen, FileStream? file)
    {
        using IAlertWriter writer = arguments.Format switch
        {
            HuntFormat.Ndjson => new NdjsonAlertWriter(file ?? output, arguments.BuildingBlocks),
            HuntFormat.Csv => new CsvAlertWriter(file ?? output, hasTitles: file?.Length > 0),
            _ => new TableAlertWriter(output),
        };
        var held = new List<string>();
        foreach (HuntStep step in steps)
        {
            switch (step)
            {
                case AlertFound found:
                    Give(found.Alert, writer, seen, file, held);
                    break;
                case HuntProgressed progress:
                    _progress.Show(progress);
                    break;
                case HuntEnded ended when _report.FileCount > 0:
                    _progress.Clear();
                    writer.Finish();
                    held.ForEach(id => seen?.Complete(id));
                    return ended.Result;
                default:
                    _progress.Clear();
                    _report.Tell(step);
                    break;
            }
        }

        return null;
    }

    private void Give(Alert alert, IAlertWriter writer, SeenAlerts? seen, FileStream? file, List<string> held)
    {
        if (seen?.Contains(alert.Id) == true)
        {
            _tally.Old++;
            return;
        }

        _tally.Add(alert);
        if (!writer.IsImmediate)
        {
            writer.Write(alert);
            held.Add(alert.Id);
            return;
        }

        _progress.Clear();
        seen?.Begin(alert.Id, file?.Length);
        writer.Write(alert);
        seen?.Complete(alert.Id);
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
