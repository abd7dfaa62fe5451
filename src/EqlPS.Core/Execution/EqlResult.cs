using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>One result of a query, as the pipes pass it on: an event, a sequence, a sample or a row of values.</summary>
internal sealed class EqlResult
{
    private readonly SequenceMatch? _sequence;
    private readonly StageEvent?[] _events;

    private EqlResult(EqlResultKind kind, JoinKey? key, StageEvent?[] events, SequenceMatch? sequence, IReadOnlyList<NamedValue> values)
    {
        Kind = kind;
        Key = key;
        _events = events;
        _sequence = sequence;
        Values = values;
    }

    public EqlResultKind Kind { get; }

    /// <summary>The join key of a sequence or sample, the group of a row; null for an event.</summary>
    public JoinKey? Key { get; }

    /// <summary>The events in stage order, null at a missing stage; one for an event, none for a row.</summary>
    public IReadOnlyList<StageEvent?> Events => _sequence is null ? _events : _sequence.Events;

    /// <summary>When a pending sequence becomes a match; null for everything else.</summary>
    public Timestamp? PendingUntil => _sequence?.PendingUntil;

    /// <summary>The values of a row, or those that a pipe added to an event, sequence or sample.</summary>
    public IReadOnlyList<NamedValue> Values { get; }

    public static EqlResult From(StageEvent single) => new(EqlResultKind.Event, null, [single], null, []);

    public static EqlResult From(SequenceMatch sequence) => new(EqlResultKind.Sequence, sequence.Key, [], sequence, []);

    public static EqlResult From(SampleMatch sample) => new(EqlResultKind.Sample, sample.Key, sample.Events, null, []);

    public static EqlResult Row(JoinKey key, params NamedValue[] values) => new(EqlResultKind.Row, key, [], null, values);

    /// <summary>The same result with values added.</summary>
    public EqlResult With(params NamedValue[] values) => new(Kind, Key, _events, _sequence, [.. Values, .. values]);
}
