using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Reads sources as whole events; no field is asked for by itself.</summary>
internal sealed class WholeEvents
{
    private readonly EventReaders _readers = new(new FieldTable(), ReadingMode.Default, new EqlQueryOptions().TimestampField);

    /// <summary>The events of a source in reading order.</summary>
    public IEnumerable<SourceEvent> Read(InputSource source)
    {
        var nothing = new EvaluationContext(slotCount: 0);
        using EventReader reader = _readers.OpenSingle(source);
        while (reader.Read(nothing))
        {
            yield return reader.Keep();
        }
    }
}
