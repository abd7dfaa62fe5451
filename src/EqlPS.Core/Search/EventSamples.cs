using EqlPS.Alerts;
using EqlPS.Events;

namespace EqlPS.Search;

/// <summary>A few events of an input, to tell the names of fields there are.</summary>
internal sealed class EventSamples
{
    private const int MostOfPart = 8;
    private const int MostOfAll = 64;
    private const int MostNames = 2000;

    private readonly List<SourceEvent> _events = [];
    private IReadOnlyCollection<string>? _names;

    /// <summary>Whether there are as many as one part of an input needs.</summary>
    public bool IsFull => _events.Count >= MostOfPart;

    /// <summary>Takes the event on which a reader stands.</summary>
    public void Add(EventReader reader) => _events.Add(reader.KeepLightly());

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
