using EqlPS.Evaluation;
using EqlPS.Search;

namespace EqlPS.Hunting;

/// <summary>The fields that order events for some rules of a set; most rules share one order.</summary>
internal sealed class RuleOrder(int number, string timestampField, string? tiebreakerField, FieldTable fields)
{
    /// <summary>Counts the orders of a set from 0.</summary>
    public int Number { get; } = number;

    public string TimestampField { get; } = timestampField;

    /// <summary>Null if only what every event has decides between events of the same time.</summary>
    public string? TiebreakerField { get; } = tiebreakerField;

    /// <summary>Reads the place of events in this order. Stateless.</summary>
    public OrdinalReader Reader { get; } = new(fields,
        new EqlQueryOptions { TimestampField = timestampField, TiebreakerField = tiebreakerField });
}
