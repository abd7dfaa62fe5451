using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Search;

/// <summary>Reads events for a search on one thread.</summary>
/// <param name="program">Shared by all threads.</param>
/// <param name="ordinals">Shared by all threads.</param>
/// <param name="fieldCount">How many fields readers fill.</param>
internal sealed class SearchReading(CompiledQuery program, OrdinalReader ordinals, int fieldCount)
{
    private readonly StageTester _tester = new(program);
    private readonly EvaluationContext _context = new(fieldCount);

    /// <summary>What occurs in the events.</summary>
    public SearchCoverage Coverage { get; } = new(program, fieldCount);

    /// <summary>Run-time faults so far.</summary>
    public FaultCounter Faults => _context.Faults;

    /// <summary>Reads a source, or a block of one, until the part is full or there is no more.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="part">Receives what the search needs of it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>False if there is no more.</returns>
    public bool Read(EventReader reader, SearchPart part, CancellationToken cancellation)
    {
        while (!part.IsFull)
        {
            if (!reader.Read(_context))
            {
                return false;
            }

            cancellation.ThrowIfCancellationRequested();
            part.EventCount++;
            part.NoteTime(ordinals.TimeOf(_context));
            IReadOnlyList<StageHit> hits = _tester.Test(_context);
            if (Coverage.IsOpen)
            {
                Coverage.Observe(_context, hits, reader, part.Samples);
            }

            if (hits.Count > 0)
            {
                SourceEvent source = reader.Keep();
                Ordinal ordinal = ordinals.Read(_context, source);
                part.TimelessCount += ordinal.HasTime ? 0 : 1;
                part.Keep(new StageEvent(ordinal, source, hits.ToArray()), source);
            }
        }

        return true;
    }
}
