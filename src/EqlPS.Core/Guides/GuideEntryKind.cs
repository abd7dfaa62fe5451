namespace EqlPS.Guides;

/// <summary>What an entry of an investigation guide asks.</summary>
public enum GuideEntryKind
{
    /// <summary>A host, in SQL, through osquery.</summary>
    Osquery,

    /// <summary>The events, by conditions on fields.</summary>
    Investigate,
}
