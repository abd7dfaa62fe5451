using EqlPS.Alerts;
using EqlPS.Events;

namespace EqlPS.Search;

/// <summary>A few events of an input, to tell the names of fields there are.</summary>
internal sealed class EventSamples
{
    private const int MostOfPart = 8;
    private const int MostOfAll = 64;
    private const int MostNames = 2000;

    // In bytes. Larger ones would fill the memory, and to name fields they are not needed.
    private const int LargestEvent = 64 * 1024;

    private readonly List<SourceEvent> _events = [];
    private int _offeredCount;
    private IReadOnlyCollection<string>? _names;

    /// <summary>Whether as many were offered as one part of an input needs.</summary>
    public bool IsFull => _offeredCount >= MostOfPart;

    /// <summary>Takes the event on which a reader stands, unless it is large.</summary>
    public void Add(EventReader reader)
    {
        SourceEvent source = reader.KeepLightly();
        _offeredCount++;
        if ((source.Kept?.Length ?? 0) <= LargestEvent)
        {
            _events.Add(source);
        }
    }

    /// <summary>Samples for what follows in the same part of the input: there are no more of it than of one.</summary>
    public EventSamples Following() => new() { _offeredCount = _offeredCount };

    /// <summary>Takes those of a part as well.</summary>
    public void Add(EventSamples part) => _events.AddRange(part._events.Take(MostOfAll - _events.Count));

    /// <summary>The dotted paths of values in the events, each once. Asked for when there are all events.</summary>
    public IReadOnlyCollection<string> FieldNames => _names ??= ReadNames();

    private HashSet<string> ReadNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SourceEvent source in _events)
        {
            names.UnionWith(EventTree.Read(source.Json).Paths().TakeWhile(_ => names.Count < MostNames));
        }

        return names;
    }
}
