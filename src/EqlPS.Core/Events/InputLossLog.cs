namespace EqlPS.Events;

/// <summary>Counts the records of one source that could not be read, and remembers the first few.</summary>
internal sealed class InputLossLog
{
    private const int MostRemembered = 10;

    private readonly List<InputLoss> _first = [];
    private readonly List<InputLoss> _notes = [];

    /// <summary>All records that could not be read; what is lost in unknown number counts once.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, for messages.</summary>
    public IReadOnlyList<InputLoss> First => _first;

    /// <summary>How often something was wrong that cost no record of its own.</summary>
    public long NoteCount { get; private set; }

    /// <summary>The first of these, for messages.</summary>
    public IReadOnlyList<InputLoss> Notes => _notes;

    /// <summary>Adds a loss.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="reason">One English sentence without a full stop.</param>
    /// <param name="records">How many records are lost by it.</param>
    public void Add(EventLocation location, string reason, long records = 1)
    {
        Count += records;
        Remember(_first, new InputLoss(location, reason));
    }

    /// <summary>Adds something that is wrong although no record is lost by it, or none that is not counted already.</summary>
    public void Note(EventLocation location, string reason)
    {
        NoteCount++;
        Remember(_notes, new InputLoss(location, reason));
    }

    /// <summary>Adds what was lost in the stretch that follows: in the end the log is the one of reading all in one piece.</summary>
    public void Append(InputLossLog later)
    {
        Count += later.Count;
        NoteCount += later.NoteCount;
        later._first.ForEach(loss => Remember(_first, loss));
        later._notes.ForEach(note => Remember(_notes, note));
    }

    private static void Remember(List<InputLoss> list, InputLoss loss)
    {
        if (list.Count < MostRemembered)
        {
            list.Add(loss);
        }
    }
}
