using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>
/// The place of an event in the total order of all events: timestamp, tiebreaker, computer, channel, record id, position in its own source,
/// hash of the raw record. Whatever is absent comes after whatever is present.
/// </summary>
/// <remarks>It depends on the event's content alone: never on the path, the order of arguments or arrival, or the thread.</remarks>
[HotPath]
internal readonly struct Ordinal : IComparable<Ordinal>
{
    private readonly Timestamp _time;
    private readonly EqlValue _tiebreaker;
    private readonly LongText? _longTiebreaker;

    // A text, or a long one.
    private readonly object? _computer;
    private readonly object? _channel;
    private readonly ulong? _recordId;
    private readonly long _position;
    private readonly IRecordHash? _hash;

    /// <param name="time">Null for an event without a timestamp, which comes after all that have one.</param>
    /// <param name="tiebreaker">The value of the tiebreaker field; null if there is none.</param>
    /// <param name="computer">The computer that wrote the event, if known; compared code unit by code unit.</param>
    /// <param name="channel">The log that the event was written to, if known.</param>
    /// <param name="recordId">The number that the log gave the event, if known.</param>
    /// <param name="position">Where the event stands in its own source: a line, record or item number.</param>
    /// <param name="hash">Asked only when all the rest is equal.</param>
    public Ordinal(
        Timestamp? time,
        in EqlValue tiebreaker = default,
        string? computer = null,
        string? channel = null,
        ulong? recordId = null,
        long position = 0,
        IRecordHash? hash = null)
        : this(time, tiebreaker, null, computer, channel, recordId, position, hash)
    {
    }

    private Ordinal(
        Timestamp? time, in EqlValue tiebreaker, LongText? longTiebreaker, object? computer, object? channel, ulong? recordId,
        long position, IRecordHash? hash)
    {
        HasTime = time.HasValue;
        _time = time.GetValueOrDefault();
        _tiebreaker = tiebreaker;
        _longTiebreaker = longTiebreaker;
        _computer = computer;
        _channel = channel;
        _recordId = recordId;
        _position = position;
        _hash = hash;
    }

    /// <summary>False for an event without a timestamp: it takes no part in sequences.</summary>
    public bool HasTime { get; }

    /// <summary>The timestamp; meaningless without <see cref="HasTime"/>.</summary>
    public Timestamp Time => _time;

    /// <summary>The value of the tiebreaker field; null if there is none.</summary>
    public EqlValue Tiebreaker => _longTiebreaker is null ? _tiebreaker : EqlValue.From(_longTiebreaker.Read());

    public string? Computer => WholeOf(_computer);

    public string? Channel => WholeOf(_channel);

    public ulong? RecordId => _recordId;

    /// <summary>Where the event stands in its own source.</summary>
    public long Position => _position;

    /// <summary>A place of which long texts are not held on to.</summary>
    /// <param name="time">See the constructor.</param>
    /// <param name="tiebreaker">Likewise; a stand-in for a long text.</param>
    /// <param name="longTiebreaker">What the tiebreaker stands for; null if for itself.</param>
    /// <param name="computer">A text, a <see cref="LongText"/>, or null.</param>
    /// <param name="channel">Likewise.</param>
    /// <param name="recordId">See the constructor.</param>
    /// <param name="position">Likewise.</param>
    /// <param name="hash">Likewise.</param>
    public static Ordinal OfKept(
        Timestamp? time, in EqlValue tiebreaker, LongText? longTiebreaker, object? computer, object? channel, ulong? recordId,
        long position, IRecordHash? hash) => new(time, tiebreaker, longTiebreaker, computer, channel, recordId, position, hash);

    /// <summary>The same place, of which long texts lie elsewhere.</summary>
    /// <param name="keep">Takes a long text.</param>
    /// <param name="hash">What tells its record from others; null to go on with what does.</param>
    public Ordinal Kept(Func<string, LongText> keep, IRecordHash? hash)
    {
        LongText? tiebreaker = _longTiebreaker;
        if (_tiebreaker.Kind == EqlValueKind.Text && tiebreaker is null && _tiebreaker.AsText().Length > LongText.LongestKept)
        {
            tiebreaker = keep(_tiebreaker.AsText());
        }

        EqlValue value = tiebreaker is null ? _tiebreaker : EqlValue.From(tiebreaker.StandIn);
        object? computer = KeptText(_computer, keep);
        object? channel = KeptText(_channel, keep);
        return new Ordinal(HasTime ? _time : null, value, tiebreaker, computer, channel, _recordId, _position, hash ?? _hash);
    }

    /// <summary>Negative, zero or positive as the left event comes before, is, or comes after the right one.</summary>
    public static int Compare(in Ordinal left, in Ordinal right)
    {
        int order = Absent(left.HasTime, right.HasTime);
        if (order == 0)
        {
            order = left._time.CompareTo(right._time);
        }

        return order != 0 ? order : CompareWithinInstant(left, right);
    }

    public int CompareTo(Ordinal other) => Compare(this, other);

    private static int CompareWithinInstant(in Ordinal left, in Ordinal right)
    {
        int order = Absent(!left._tiebreaker.IsNull, !right._tiebreaker.IsNull);
        if (order == 0)
        {
            order = LongText.Compare(left._tiebreaker, left._longTiebreaker, right._tiebreaker, right._longTiebreaker);
        }

        if (order == 0)
        {
            order = CompareText(left._computer, right._computer);
        }

        if (order == 0)
        {
            order = CompareText(left._channel, right._channel);
        }

        if (order == 0)
        {
            order = Absent(left._recordId.HasValue, right._recordId.HasValue);
        }

        if (order == 0)
        {
            order = left._recordId.GetValueOrDefault().CompareTo(right._recordId.GetValueOrDefault());
        }

        if (order == 0)
        {
            order = left._position.CompareTo(right._position);
        }

        return order != 0 ? order : CompareHash(left._hash, right._hash);
    }

    private static object? KeptText(object? text, Func<string, LongText> keep) =>
        text is string { Length: > LongText.LongestKept } whole ? keep(whole) : text;

    private static string? WholeOf(object? text) => text is LongText whole ? whole.Read() : (string?)text;

    private static int CompareText(object? left, object? right) =>
        ReferenceEquals(left, right) ? 0
        : left is null ? 1
        : right is null ? -1
        : LongText.CompareOrdinal(left, right);

    private static int CompareHash(IRecordHash? left, IRecordHash? right) =>
        ReferenceEquals(left, right) ? 0
        : left is null ? 1
        : right is null ? -1
        : left.Sha256.SequenceCompareTo(right.Sha256);

    private static int Absent(bool left, bool right) => left == right ? 0 : left ? -1 : 1;
}
