namespace EqlPS.Events;

/// <summary>Counts the records of one source that could not be read, and remembers the first few.</summary>
internal sealed class InputLossLog
{
    private const int MostRemembered = 10;

    private readonly List<InputLoss> _first = [];

    /// <summary>All records that could not be read.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, for messages.</summary>
    public IReadOnlyList<InputLoss> First => _first;

    public void Add(EventLocation location, string reason)
    {
        Count++;
        if (_first.Count < MostRemembered)
        {
            _first.Add(new InputLoss(location, reason));
        }
    }
}
