using EqlPS.Toml;

namespace EqlPS.Rules.Cases;

/// <summary>Events that a rule must alert on, or must not.</summary>
/// <param name="Name">What the case shows; no other case of the file has this name.</param>
/// <param name="ExpectedAlerts">How many alerts the events give; an event or a sequence is one.</param>
/// <param name="Format">The form of the events.</param>
/// <param name="Events">The events, one after the other.</param>
/// <param name="Position">Where the name stands in the file.</param>
/// <param name="EventsOrigin">Where the events stand in the file.</param>
internal sealed record RuleCase(
    string Name, int ExpectedAlerts, RuleCaseFormat Format, string Events, TomlPosition Position, TomlStringOrigin EventsOrigin)
{
    /// <summary>Where in the file a character of <see cref="Events"/> stands; the offset is held to the text's length.</summary>
    public TomlPosition LocateEvents(int offset) => EventsOrigin.Locate(Events, offset);

    public override string ToString() => Name;
}
