namespace EqlPS.Guides;

/// <summary>A query that an investigation guide offers, filled in from an alert.</summary>
public sealed class GuideEntry
{
    internal GuideEntry()
    {
    }

    /// <summary>What it asks.</summary>
    public GuideEntryKind Kind { get; internal init; }

    /// <summary>Its title; may be empty.</summary>
    public string Label { get; internal init; } = "";

    /// <summary>What it is for, or null.</summary>
    public string? Description { get; internal init; }

    /// <summary>
    /// The query with its <c>{{field}}</c> as the rule has them: SQL, or the conditions as EQL. Empty if there is a problem.
    /// </summary>
    public string Template { get; internal init; } = "";

    /// <summary>
    /// The query with the alert's values in the place of the fields, each written as a constant of the language: SQL, or EQL. Null if the
    /// alert does not have them all.
    /// </summary>
    public string? Query { get; internal init; }

    /// <summary>True if <see cref="Query"/> is there.</summary>
    public bool IsResolved => Query is not null;

    /// <summary>The fields that the query takes from the alert, each once, in their order.</summary>
    public IReadOnlyList<string> Fields { get; internal init; } = [];

    /// <summary>
    /// Those of <see cref="Fields"/> that the alert does not have, or whose value cannot be written where it would stand.
    /// </summary>
    public IReadOnlyList<string> Unresolved { get; internal init; } = [];

    /// <summary>Why the entry cannot be used with any alert, or null.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Start of the time that an <see cref="GuideEntryKind.Investigate"/> entry looks at, in date math, or null.</summary>
    public string? From { get; internal init; }

    /// <summary>End of that time, or null.</summary>
    public string? To { get; internal init; }

    /// <summary>The title.</summary>
    public override string ToString() => Label;
}
