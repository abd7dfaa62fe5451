using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>What analysis needs to know besides the query.</summary>
internal sealed class AnalysisOptions
{
    public required SchemaSet Schemas { get; init; }

    /// <summary>The field that <c>category where</c> looks at.</summary>
    public string EventCategoryField { get; init; } = "event.category";

    /// <summary>Refuse what Elasticsearch refuses.</summary>
    public bool IsElasticsearchCompatible { get; init; }

    /// <summary>What <c>now</c> in date constants means.</summary>
    public required Timestamp Now { get; init; }
}
