namespace EqlPS.Mappings;

/// <summary>How closely a mapping follows Elastic's integrations.</summary>
internal enum MappingProfile
{
    /// <summary>As the integrations do it, quirks included.</summary>
    Exact,

    /// <summary>The same and what makes rules work on raw logs: the acting user's SID, host.id, all names of an action, and more.</summary>
    Default,
}
