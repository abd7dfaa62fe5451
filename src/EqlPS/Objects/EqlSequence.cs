using EqlPS.Events;
using EqlPS.Execution;

namespace EqlPS.Objects;

/// <summary>Events that a sequence or sample query found together.</summary>
public sealed class EqlSequence
{
    internal EqlSequence(EqlResult result)
    {
        JoinKeys = ResultValues.Of(result.Key);
        Events = new EqlList<EqlEvent?>(
            result.Events.Select(stage => stage?.Payload is SourceEvent source ? new EqlEvent(source) : null),
            item => item is null ? "-" : item.Summary);
    }

    /// <summary>The values that the events share, in the order of the query; empty without a join key.</summary>
    public EqlList<object?> JoinKeys { get; }

    /// <summary>The events in stage order, null at a missing stage.</summary>
    public EqlList<EqlEvent?> Events { get; }

    /// <summary>Time of the first event, UTC.</summary>
    public DateTime? FirstTime => Events.FirstOrDefault(item => item is not null)?.Time;

    /// <summary>Time of the last event, UTC.</summary>
    public DateTime? LastTime => Events.LastOrDefault(item => item is not null)?.Time;
}
