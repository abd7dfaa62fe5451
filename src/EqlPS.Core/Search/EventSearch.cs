using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>
/// One run of one query: takes events from any number of sources in any order, keeps those that satisfy some stage, and makes the results when all
/// input is read.
/// </summary>
internal sealed class EventSearch
{
    private readonly EqlQuery _query;
    private readonly SearchOptions _options;
    private readonly CompiledQuery _program;
    private readonly StageTester _tester;
    private readonly OrdinalReader _ordinals;
    private readonly EvaluationContext _context;
    private readonly KeptEvents _kept = new();
    private long _eventCount;
    private long _timelessCount;
    private Timestamp? _firstTime;
    private Timestamp? _lastTime;

    public EventSearch(EqlQuery query, SearchOptions options)
    {
        _query = query;
        _options = options;
        _program = query.Compile(Fields);
        _tester = new StageTester(_program);
        _ordinals = new OrdinalReader(Fields, query.Options);
        _context = new EvaluationContext(Fields.Count);
    }

    /// <summary>The fields that readers have to fill.</summary>
    public FieldTable Fields { get; } = new();

    /// <summary>Reads a source to its end.</summary>
    public void Read(EventReader reader, CancellationToken cancellation)
    {
        _kept.BeginSource();
        ReadOn(reader, cancellation);
    }

    /// <summary>Reads what the source that was read last has more of, as pipelines do.</summary>
    public void ReadOn(EventReader reader, CancellationToken cancellation)
    {
        while (reader.Read(_context))
        {
            cancellation.ThrowIfCancellationRequested();
            _eventCount++;
            NoteTime(_ordinals.TimeOf(_context));
            IReadOnlyList<StageHit> hits = _tester.Test(_context);
            if (hits.Count > 0)
            {
                SourceEvent source = reader.Keep();
                Ordinal ordinal = _ordinals.Read(_context, source);
                _timelessCount += ordinal.HasTime ? 0 : 1;
                _kept.Add(new StageEvent(ordinal, source, hits.ToArray()), source);
            }
        }
    }

    /// <summary>Orders what was kept, matches it and applies the pipes. Called once, at the end.</summary>
    public SearchResult Complete()
    {
        (IEnumerable<EqlResult> results, IEnumerable<EqlResult> pending) = Match();
        long? foundCount = null;
        if (_options.Size is not null)
        {
            EqlResult[] all = results.ToArray();
            foundCount = all.Length;
            results = all;
        }

        var pipes = new ResultPipes(_query, _options, _context.Faults);
        EqlResult[] final = pipes.Apply(results).ToArray();
        return new SearchResult(
            final, foundCount, pending.ToArray(), _eventCount, _timelessCount, _kept.DuplicateCount, _context.Faults, Warnings().ToArray());
    }

    private (IEnumerable<EqlResult> Results, IEnumerable<EqlResult> Pending) Match()
    {
        switch (_program.Kind)
        {
            case BoundQueryKind.Event:
                return (_kept.InOrder().Select(EqlResult.From), []);
            case BoundQueryKind.Sample:
                var samples = new SampleMatcher(Enumerable.Range(0, _program.Stages.Count).ToArray(), _options.MaxSamplesPerKey);
                foreach (StageEvent kept in _kept.InOrder())
                {
                    samples.Accept(kept);
                }

                return (samples.Complete().Select(EqlResult.From), []);
            default:
                var found = new SequenceResults();
                var sequences = new SequenceMatcher(SequencePlanner.Plan(_program.Source, _query.Options), found);
                foreach (StageEvent kept in _kept.InOrder())
                {
                    sequences.Accept(kept);
                }

                sequences.Complete(_lastTime);
                return (found.Matches().Select(EqlResult.From), found.Pending().Select(EqlResult.From));
        }
    }

    private IEnumerable<Diagnostic> Warnings()
    {
        if (_program.Source.MaxSpanTicks is long maxSpan && _firstTime is Timestamp first && _lastTime is Timestamp last
            && Timestamp.CompareSpan(last, first, maxSpan) < 0)
        {
            yield return Diagnostic.Warning(DiagnosticCode.MaxSpanExceedsData, _program.Source.MaxSpanSpan, last.Since(first));
        }
    }

    private void NoteTime(Timestamp? time)
    {
        if (time is not Timestamp known)
        {
            return;
        }

        _firstTime = _firstTime is Timestamp first && first <= known ? first : known;
        _lastTime = _lastTime is Timestamp last && last >= known ? last : known;
    }
}
