namespace EqlPS.Execution;

/// <summary>How it is told whether a missing stage's event stands between two others.</summary>
internal enum MissingEventRule
{
    /// <summary>By the total order of events and times at full precision.</summary>
    FullOrder,

    /// <summary>By whole milliseconds, strictly: an event in the same millisecond is not seen. This is Elasticsearch's reading.</summary>
    Milliseconds,
}
