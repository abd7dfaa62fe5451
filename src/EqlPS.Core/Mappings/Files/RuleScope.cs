namespace EqlPS.Mappings.Files;

/// <summary>The events and the profile that a group of rules is for.</summary>
internal sealed class RuleScope(
    HashSet<string>? ids, HashSet<string> except, MappingProfile? profile, bool replaces, IReadOnlyList<string> drops)
{
    /// <summary>The event ids; null for all.</summary>
    public HashSet<string>? Ids { get; } = ids;

    /// <summary>True if the rules take the place of earlier ones for the same fields, not stand behind them.</summary>
    public bool Replaces { get; } = replaces;

    /// <summary>Values of EventData that leave winlog.event_data unused.</summary>
    public IReadOnlyList<string> Drops { get; } = drops;

    /// <summary>The ids that it names, be it to leave them out.</summary>
    public IEnumerable<string> NamedIds => Ids is null ? except : Ids.Concat(except);

    public bool IsFor(MappingProfile wanted) => profile is null || profile == wanted;

    public bool IsFor(string eventId) => (Ids is null || Ids.Contains(eventId)) && !except.Contains(eventId);
}
