using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Explanation;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>
/// One run of one query: takes events from any number of sources in any order, keeps those that satisfy some stage, and makes the results
/// when all input is read.
/// </summary>
internal sealed class EventSearch
{
    private const int MostDiagnosed = 1_000_000;

    private readonly EqlQuery _query;
    private readonly SearchOptions _options;
    private readonly CompiledQuery _program;
    private readonly OrdinalReader _ordinals;
    private readonly KeptEvents _kept = new();

    private readonly List<SearchReading> _readings = [];

    // All parts together; the events themselves are in the kept ones.
    private readonly SearchPart _all = new(new EventSamples());
    private SearchReading? _own;

    public EventSearch(EqlQuery query, SearchOptions options)
    {
        _query = query;
        Fields = new FieldTable(query.Options.TimestampField);
        _options = options;
        _program = query.Compile(Fields);
        _ordinals = new OrdinalReader(Fields, query.Options);
    }

    /// <summary>The fields that readers have to fill.</summary>
    public FieldTable Fields { get; }

    /// <summary>Reads a source to its end.</summary>
    public void Read(EventReader reader, CancellationToken cancellation)
    {
        _kept.BeginSource();
        ReadOn(reader, cancellation);
    }

    /// <summary>Reads what the source that was read last has more of, as pipelines do.</summary>
    public void ReadOn(EventReader reader, CancellationToken cancellation)
    {
        _own ??= NewReading();
        bool hasMore = true;
        while (hasMore)
        {
            hasMore = _own.Read(reader, _all, cancellation);
            _all.MoveTo(_kept);
        }
    }

    /// <summary>What reads for this search on another thread.</summary>
    public SearchReading NewReading()
    {
        var reading = new SearchReading(_program, _ordinals, Fields.Count);
        _readings.Add(reading);
        return reading;
    }

    /// <summary>Adds what a thread read, for one thread to do in the order of the sources.</summary>
    /// <param name="part">What was read.</param>
    /// <param name="isNewSource">Whether it is the first part of its source.</param>
    public void Add(SearchPart part, bool isNewSource)
    {
        if (isNewSource)
        {
            _kept.BeginSource();
        }

        part.MoveTo(_kept);
        _all.Samples.Add(part.Samples);
        _all.EventCount += part.EventCount;
        _all.TimelessCount += part.TimelessCount;
        _all.NoteTime(part.FirstTime);
        _all.NoteTime(part.LastTime);
    }

    /// <summary>Orders what was kept, matches it and applies the pipes. Called once, at the end.</summary>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResult Complete(CancellationToken cancellation)
    {
        IEnumerable<StageEvent> kept = _kept.InOrder();
        (IEnumerable<EqlResult> results, IEnumerable<EqlResult> pending) = Match(kept, cancellation);
        long? foundCount = null;
        if (_options.Size is not null)
        {
            EqlResult[] all = results.ToArray();
            foundCount = all.Length;
            results = all;
        }

        var faults = new FaultCounter();
        _readings.ForEach(reading => faults.Add(reading.Faults));
        var pipes = new ResultPipes(_query, _options, faults, cancellation);
        EqlResult[] final = pipes.Apply(results).ToArray();
        EqlResult[] undecided = pending.ToArray();
        bool isEmpty = final.Length == 0 && _all.EventCount > 0;
        IReadOnlyList<string> gaps = isEmpty ? Gaps(pipes) : [];
        return new SearchResult(
            final, foundCount, undecided, _all.EventCount, _all.TimelessCount, _kept.DuplicateCount, faults, Warnings().ToArray(), gaps,
            isEmpty && gaps.Count == 0 && undecided.Length == 0 ? Obstacle(kept, cancellation) : null);
    }

    private IReadOnlyList<string> Gaps(ResultPipes pipes)
    {
        SearchCoverage coverage = _readings[0].Coverage;
        _readings.ForEach(reading => coverage.Add(reading.Coverage));
        return [.. coverage.FindGaps(_all.Samples), .. pipes.Filters.SelectMany(filter => filter.FindGaps())];
    }

    // A few more runs over what was kept, of which there are few where it is asked for by hand.
    private string? Obstacle(IEnumerable<StageEvent> kept, CancellationToken cancellation)
    {
        if (_program.Kind == BoundQueryKind.Event || Match(kept, cancellation).Results.Any())
        {
            return null;
        }

        StageEvent[] events = kept.Take(MostDiagnosed + 1).ToArray();
        bool isTimeless = _program.Kind == BoundQueryKind.Sequence && Array.TrueForAll(events, e => !e.Ordinal.HasTime);
        return isTimeless ? null
            : events.Length > MostDiagnosed ? SequenceDiagnosis.Unknown
            : new SequenceDiagnosis(_query, events, _all.LastTime, cancellation).FindObstacle();
    }

    private (IEnumerable<EqlResult> Results, IEnumerable<EqlResult> Pending) Match(
        IEnumerable<StageEvent> events, CancellationToken cancellation)
    {
        switch (_program.Kind)
        {
            case BoundQueryKind.Event:
                return (events.Select(EqlResult.From), []);
            case BoundQueryKind.Sample:
                var samples = new SampleMatcher(Enumerable.Range(0, _program.Stages.Count).ToArray(), _options.MaxSamplesPerKey);
                foreach (StageEvent kept in events)
                {
                    cancellation.ThrowIfCancellationRequested();
                    samples.Accept(kept);
                }

                return (samples.Complete().Select(EqlResult.From), []);
            default:
                var found = new SequenceResults();
                var sequences = new SequenceMatcher(SequencePlanner.Plan(_program.Source, _query.Options), found);
                foreach (StageEvent kept in events)
                {
                    cancellation.ThrowIfCancellationRequested();
                    sequences.Accept(kept);
                }

                sequences.Complete(_all.LastTime);
                return (found.Matches().Select(EqlResult.From), found.Pending().Select(EqlResult.From));
        }
    }

    private IEnumerable<Diagnostic> Warnings()
    {
        if (_program.Source.MaxSpanTicks is long maxSpan && _all.FirstTime is Timestamp first && _all.LastTime is Timestamp last
            && Timestamp.CompareSpan(last, first, maxSpan) < 0)
        {
            yield return Diagnostic.Warning(DiagnosticCode.MaxSpanExceedsData, _program.Source.MaxSpanSpan, last.Since(first));
        }
    }
}
