using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Input;

namespace EqlPS.Search;

/// <summary>
/// Finds single events while they are read, so that each leaves at once: for queries whose results do not depend on what follows.
/// </summary>
internal sealed class HitStream
{
    private readonly StageTester _tester;
    private readonly EvaluationContext _context;
    private readonly TimeWindow _window;
    private readonly Dictionary<RecordId, int> _sources = [];
    private int _source;

    public HitStream(CompiledQuery program, FieldTable fields, TimeWindow window)
    {
        _tester = new StageTester(program);
        _context = new EvaluationContext(fields.Count);
        _window = window;
    }

    /// <summary>Events read.</summary>
    public long EventCount { get; private set; }

    /// <summary>Whether the results of a query can leave while events are read.</summary>
    public static bool CanServe(EqlQuery query) => query.Bound.Kind == BoundQueryKind.Event && query.Bound.Pipes.Count == 0;

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
            if (_window.Holds(_context) && _tester.Test(_context).Count > 0)
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
