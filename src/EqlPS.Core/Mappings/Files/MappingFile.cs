namespace EqlPS.Mappings.Files;

/// <summary>A mapping file: the events it is for, and how they become ECS.</summary>
internal sealed class MappingFile
{
    /// <summary>Its name, by which another file can replace it.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Channels, compared without regard to case; <c>*</c> stands for all.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Providers, compared without regard to case; empty for all.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>Names of files that are left out where this one is loaded.</summary>
    public required IReadOnlyList<string> Replaces { get; init; }

    /// <summary>Texts below EventData that count as absent; null if the file does not say.</summary>
    public required IReadOnlyList<string>? AbsentValues { get; init; }

    /// <summary>Names of elements below UserData.</summary>
    public required IReadOnlyList<string> UserData { get; init; }

    /// <summary>Fields that are lists even with one value.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>Fields that are lists of objects, with the names of the objects' parts.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Objects { get; init; }

    public required IReadOnlyList<EventDefinition> Events { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<MappingRule> Rules { get; init; }

    /// <summary>The scopes of its groups, also of those without rules.</summary>
    public required IReadOnlyList<RuleScope> Scopes { get; init; }

    /// <summary>The event ids that it treats differently from others.</summary>
    public IEnumerable<string> NamedIds =>
        Events.Select(e => e.Id).Concat(Scopes.SelectMany(s => s.NamedIds)).Distinct(StringComparer.Ordinal);

    /// <summary>True for the file of what all channels have in common.</summary>
    public bool IsCommon => Channels.Contains("*");

    /// <summary>Whether the file is for a record; a record may lack either name.</summary>
    public bool IsFor(string? channel, string? provider)
    {
        bool knowsChannel = !string.IsNullOrEmpty(channel);
        bool knowsProvider = !string.IsNullOrEmpty(provider);
        return IsCommon
            || ((!knowsChannel || Contains(Channels, channel!))
                && (!knowsProvider || Providers.Count == 0 || Contains(Providers, provider!))
                && (knowsChannel || (knowsProvider && Providers.Count > 0)));
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
