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

    /// <summary>Reads a source, or a block of one, to its end.</summary>
    public SearchPart Read(EventReader reader, CancellationToken cancellation)
    {
        var part = new SearchPart();
        var context = new EvaluationContext(fieldCount, part.Faults);
        while (reader.Read(context))
        {
            cancellation.ThrowIfCancellationRequested();
            part.EventCount++;
            part.NoteTime(ordinals.TimeOf(context));
            IReadOnlyList<StageHit> hits = _tester.Test(context);
            if (hits.Count > 0)
            {
                SourceEvent source = reader.Keep();
                Ordinal ordinal = ordinals.Read(context, source);
                part.TimelessCount += ordinal.HasTime ? 0 : 1;
                part.Kept.Add((new StageEvent(ordinal, source, hits.ToArray()), source));
            }
        }

        return part;
    }
}
