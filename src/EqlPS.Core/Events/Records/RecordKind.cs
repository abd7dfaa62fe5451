namespace EqlPS.Events.Records;

/// <summary>What a record has to go through before rules can see it.</summary>
internal enum RecordKind
{
    /// <summary>Nothing: its fields are ECS, or are taken as they stand.</summary>
    Document,

    /// <summary>It is a raw Windows event, which a mapping turns into ECS.</summary>
    Raw,
}
