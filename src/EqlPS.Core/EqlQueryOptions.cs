namespace EqlPS;

/// <summary>How a query is read, whatever it is run on.</summary>
public sealed class EqlQueryOptions
{
    /// <summary>The field that <c>category where</c> looks at.</summary>
    public string EventCategoryField { get; init; } = "event.category";

    /// <summary>The field that orders events; a date.</summary>
    public string TimestampField { get; init; } = "@timestamp";

    /// <summary>The field that orders events of the same time, or null. Events without a value come last.</summary>
    public string? TiebreakerField { get; init; }

    /// <summary>Refuse what Elasticsearch refuses, and read as it does where EqlPS reads better.</summary>
    public bool IsElasticsearchCompatible { get; init; }
}
