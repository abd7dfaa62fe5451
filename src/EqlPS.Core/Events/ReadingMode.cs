namespace EqlPS.Events;

/// <summary>What events are made of the records of a source.</summary>
internal enum ReadingMode
{
    /// <summary>ECS events, with what makes rules work on raw logs.</summary>
    Default,

    /// <summary>ECS events as Elastic's integrations make them, quirks included.</summary>
    Exact,

    /// <summary>JSON as it stands; event logs and event XML in the envelope of winlogbeat, their data not mapped.</summary>
    AsItStands,
}
