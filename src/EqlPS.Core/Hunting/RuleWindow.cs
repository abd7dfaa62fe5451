using EqlPS.Evaluation;
using EqlPS.Search;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>The time by which some rules of a set see an event as inside or outside of what a hunt looks at.</summary>
internal sealed class RuleWindow
{
    private const string DefaultField = "@timestamp";

    private readonly OrdinalReader _own;
    private readonly OrdinalReader? _fallback;

    /// <param name="number">Counts the windows of a set from 0.</param>
    /// <param name="field">The rules' own field; null for <c>@timestamp</c>.</param>
    /// <param name="hasFallback">Whether <c>@timestamp</c> counts for events without the own field.</param>
    /// <param name="fields">The fields of the set.</param>
    public RuleWindow(int number, string? field, bool hasFallback, FieldTable fields)
    {
        Number = number;
        Field = field;
        HasFallback = hasFallback;
        _own = new OrdinalReader(fields, new EqlQueryOptions { TimestampField = field ?? DefaultField });
        _fallback = field is not null && hasFallback
            ? new OrdinalReader(fields, new EqlQueryOptions { TimestampField = DefaultField }) : null;
    }

    public int Number { get; }

    public string? Field { get; }

    public bool HasFallback { get; }

    /// <summary>The time of the event in the context; null if it has none.</summary>
    public Timestamp? TimeOf(EvaluationContext context) => _own.TimeOf(context) ?? _fallback?.TimeOf(context);
}
