using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>
/// Finds single events while they are read, so that each leaves at once: for queries whose results do not depend on what follows.
/// </summary>
internal sealed class HitStream
{
    private readonly StageTester _tester;
    private readonly EvaluationContext _context;
    private readonly SearchCoverage _coverage;
    private readonly EventSamples _samples = new();
    private readonly Dictionary<RecordId, int> _sources = [];
    private int _source;

    public HitStream(CompiledQuery program)
    {
        _tester = new StageTester(program);
        _context = new EvaluationContext(program.Fields.Count);
        _coverage = new SearchCoverage(program, program.Fields.Count);
    }

    /// <summary>Events read.</summary>
    public long EventCount { get; private set; }

    /// <summary>Whether the results of a query can leave while events are read.</summary>
    public static bool CanServe(EqlQuery query) => query.Bound.Kind == BoundQueryKind.Event && query.Bound.Pipes.Count == 0;

    /// <summary>Why nothing was found, where the query asks for what no event has: an English phrase each.</summary>
    public IReadOnlyList<string> FindGaps() => _coverage.FindGaps(_samples);

    /// <summary>Says that the events that follow come from another source.</summary>
    public void BeginSource() => _source++;

    /// <summary>The next event that the query finds; null where the reader has no more. A record that another source held too is passed
    /// over.</summary>
    public SourceEvent? Next(EventReader reader, CancellationToken cancellation)
    {
        while (reader.Read(_context))
        {
            cancellation.ThrowIfCancellationRequested();
            EventCount++;
            IReadOnlyList<StageHit> hits = _tester.Test(_context);
            if (_coverage.IsOpen)
            {
                _coverage.Observe(_context, hits, reader, _samples);
            }

            if (hits.Count > 0)
            {
                SourceEvent found = reader.Keep();
                var id = new RecordId(found);
                if (!_sources.TryGetValue(id, out int source))
                {
                    _sources.Add(id, _source);
                    return found;
                }

                if (source == _source)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
