using System.Management.Automation;
using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Completion;
using EqlPS.Errors;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Explanation;
using EqlPS.Input;
using EqlPS.Objects;
using EqlPS.Rules;
using EqlPS.Search;

namespace EqlPS.Commands;

/// <summary>Says of events whether a rule or query matches: of each event, or for a sequence or sample of all together.</summary>
[Cmdlet(VerbsDiagnostic.Test, "EqlEvent", DefaultParameterSetName = ByRule)]
[OutputType(typeof(bool), typeof(EqlExplanation), typeof(EqlSequenceExplanation))]
public sealed class TestEqlEventCommand : EqlCmdlet
{
    private const string ByRule = "Rule";
    private const string ByQuery = "Query";

    private EqlQuery _query = null!;
    private EventPipe _pipe = null!;
    private EvaluationContext _context = null!;
    private StageTester? _tester;
    private SearchCoverage? _coverage;
    private EventSearch? _search;
    private ConditionExplainer? _condition;
    private SequenceExplainer? _sequence;
    private string _name = "Query";
    private readonly EventSamples _samples = new();
    private bool _isBegun;

    /// <summary>One rule: an object, a name, an id, a file or the text of a rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByRule)]
    [ArgumentCompleter(typeof(RuleNameCompleter))]
    [ValidateNotNull]
    public object Rule { get; set; } = string.Empty;

    /// <summary>A query.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByQuery)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = string.Empty;

    /// <summary>Events: log records, event XML, JSON, objects with the fields of an event, or events of this module.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Give in place of the answer how it came about.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <summary>Mapping files that add to the built-in ones, or replace parts of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] FieldMap { get; set; } = [];

    /// <summary>Make events exactly as Elastic's integrations do.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Take fields as they stand.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override void Begin()
    {
        _query = ParameterSetName == ByQuery ? QueryReader.Read(Query, new EqlQueryOptions(), WriteWarning) : ReadRule();
        FieldTable fields = Prepare();
        _context = new EvaluationContext(fields.Count);
        ReadingMode mode = Raw ? ReadingMode.AsItStands : Exact ? ReadingMode.Exact : ReadingMode.Default;
        var readers = new EventReaders(fields, mode, _query.Options.TimestampField, FieldMaps.Load(FieldMap, SessionState));
        _pipe = new EventPipe(readers, "pipeline");
    }

    private protected override void Process()
    {
        _pipe.Give(InputObject, Read);
        _pipe.Tell(this);
    }

    private protected override void End()
    {
        _pipe.Complete(this);
        if (_sequence is not null)
        {
            WriteObject(new EqlSequenceExplanation(_name, _sequence.Complete(Cancellation)));
        }
        else if (_search is not null)
        {
            SearchResult result = _search.Complete(Cancellation);
            WriteObject(result.Results.Count > 0);
            Tell(GapText.Of(result));
        }
        else if (_coverage is not null && _isBegun)
        {
            IReadOnlyList<string> gaps = _coverage.FindGaps(_samples);
            Tell(gaps.Count > 0 ? GapText.Of(gaps) : null);
        }
    }

    // Events are often tested one by one, and most are meant to fail.
    private void Tell(string? gaps)
    {
        if (gaps is not null)
        {
            WriteVerbose(gaps);
        }
    }

    private protected override void Close() => _pipe?.Dispose();

    private EqlQuery ReadRule()
    {
        IReadOnlyList<EqlRule> rules = new RuleArguments(SessionState, diagnostic => WriteVerbose(Visible.Line(diagnostic.ToString())))
            .Read([Rule], Cancellation);
        if (rules.Count != 1)
        {
            throw new EqlUsageException(
                ErrorIds.RuleInvalid, FormattableString.Invariant($"One rule is tested at a time; -Rule means {rules.Count}."),
                ErrorCategory.InvalidArgument, Rule);
        }

        EqlRule rule = rules[0];
        _name = rule.Name;
        var defaults = new EqlQueryOptions();
        return QueryReader.Read(
            rule.Query,
            new EqlQueryOptions
            {
                EventCategoryField = rule.EventCategoryOverride ?? defaults.EventCategoryField,
                TimestampField = rule.TimestampField ?? defaults.TimestampField,
                TiebreakerField = rule.TiebreakerField,
            },
            WriteVerbose);
    }

    private FieldTable Prepare()
    {
        var fields = new FieldTable();
        bool isSingle = HitStream.CanServe(_query);
        if (Explain && _query.Bound.Kind == BoundQueryKind.Event)
        {
            _condition = new ConditionExplainer(_query.Text, _query.Bound.Stages[0].Filter, fields, _query.Now);
        }
        else if (Explain)
        {
            _sequence = new SequenceExplainer(_query, fields);
        }
        else if (isSingle)
        {
            CompiledQuery program = _query.Compile(fields);
            _tester = new StageTester(program);
            _coverage = new SearchCoverage(program, fields.Count);
        }
        else
        {
            _search = new EventSearch(_query, new SearchOptions());
            return _search.Fields;
        }

        return fields;
    }

    private void Read(EventReader reader)
    {
        if (_search is not null)
        {
            if (_isBegun)
            {
                _search.ReadOn(reader, Cancellation);
            }
            else
            {
                _isBegun = true;
                _search.Read(reader, Cancellation);
            }

            return;
        }

        while (reader.Read(_context))
        {
            Cancellation.ThrowIfCancellationRequested();
            _isBegun = true;
            Answer(reader);
        }
    }

    private void Answer(EventReader reader)
    {
        if (_tester is not null)
        {
            IReadOnlyList<StageHit> hits = _tester.Test(_context);
            _coverage!.Observe(_context, hits, reader, _samples);
            WriteObject(hits.Count > 0);
        }
        else if (_condition is not null)
        {
            WriteObject(new EqlExplanation(_name, new EqlEvent(reader.Keep()), _condition.Explain(_context)));
        }
        else
        {
            _sequence!.Take(_context, reader);
        }
    }
}
