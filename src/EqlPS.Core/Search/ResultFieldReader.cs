using EqlPS.Analysis;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Json;
using EqlPS.Execution;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Search;

/// <summary>
/// Reads fields of a finished result: those of its first event, those of <c>events[n]</c>, and the columns that counting pipes added.
/// </summary>
internal sealed class ResultFieldReader
{
    private readonly FieldTable _fields;
    private readonly FieldTable _eventFields = new();
    private readonly (int Event, int Slot)[] _places;
    private readonly int[] _events;
    private readonly Dictionary<FieldSchema, JsonFieldReader> _readers = [];
    private readonly EvaluationContext _eventContext;
    private readonly EvaluationContext _context;
    private readonly CancellationToken _cancellation;
    private EqlResult? _current;

    public ResultFieldReader(FieldTable fields, FaultCounter faults, CancellationToken cancellation)
    {
        _fields = fields;
        _cancellation = cancellation;
        _places = fields.Paths.Select(PlaceOf).ToArray();
        _events = _places.Where(p => p.Event >= 0).Select(p => p.Event).Distinct().ToArray();
        _eventContext = new EvaluationContext(_eventFields.Count);
        _context = new EvaluationContext(fields.Count, faults);
    }

    /// <summary>A context with the fields of the result, good until another result is read.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled: pipes read all results before they give the first.</exception>
    public EvaluationContext Read(EqlResult result)
    {
        if (ReferenceEquals(result, _current))
        {
            return _context;
        }

        _cancellation.ThrowIfCancellationRequested();
        _current = result;
        _context.Begin(FieldSource.Empty);
        for (int slot = 0; slot < _places.Length; slot++)
        {
            if (_places[slot].Event < 0)
            {
                _context.Set(slot, ColumnOf(result, _fields.Paths[slot].Substring(PipeScope.ColumnPrefix.Length)));
            }
        }

        foreach (int number in _events)
        {
            if (number < result.Events.Count && result.Events[number]?.Payload is SourceEvent source)
            {
                ReadEvent(source, number);
            }
        }

        return _context;
    }

    private static EqlValue ColumnOf(EqlResult result, string name)
    {
        if (name == "key")
        {
            return result.Key is { Values.Count: > 0 } key ? EqlValue.List([.. key.Values], 0, key.Values.Count) : default;
        }

        return result.Values.FirstOrDefault(v => v.Name == name).Value;
    }

    private (int Event, int Slot) PlaceOf(string path)
    {
        if (path.StartsWith(PipeScope.ColumnPrefix, StringComparison.Ordinal))
        {
            return (-1, -1);
        }

        return PipeScope.TrySplit(path, out int index, out string inner)
            ? (index, _eventFields.SlotOf(inner))
            : (0, _eventFields.SlotOf(path));
    }

    private void ReadEvent(SourceEvent source, int number)
    {
        if (!_readers.TryGetValue(source.Schema, out JsonFieldReader? reader))
        {
            reader = new JsonFieldReader(_eventFields, source.Schema);
            _readers.Add(source.Schema, reader);
        }

        if (!reader.TryRead(source.Json, _eventContext, out string? fault))
        {
            throw new InvalidOperationException($"an event that was read once cannot be read again: {fault}");
        }

        for (int slot = 0; slot < _places.Length; slot++)
        {
            if (_places[slot].Event == number)
            {
                // The reader uses the storage of lists again for the next event.
                EqlValue value = _eventContext.Field(_places[slot].Slot);
                _context.Set(slot, value.Kind == EqlValueKind.List ? EqlValue.List(value.AsList().ToArray(), 0, value.Count) : value);
            }
        }
    }
}
