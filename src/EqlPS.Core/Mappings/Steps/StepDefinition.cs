namespace EqlPS.Mappings.Steps;

/// <summary>A named conversion step that mapping files refer to.</summary>
internal sealed class StepDefinition(
    string name, StepInput input, string summary, int least, int most, Func<StepArguments, Conversion> create)
{
    public string Name { get; } = name;

    public StepInput Input { get; } = input;

    /// <summary>One sentence for the documentation.</summary>
    public string Summary { get; } = summary;

    /// <summary>Fewest words that may follow the name.</summary>
    public int LeastArguments { get; } = least;

    public int MostArguments { get; } = most;

    /// <summary>True if the first word names a table of the file.</summary>
    public bool NeedsTable { get; init; }

    /// <summary>True if the answer for a text is worth remembering.</summary>
    public bool IsCostly { get; init; }

    /// <summary>True if times reach the step as such; all else is made text before.</summary>
    public bool TakesDates { get; init; }

    public Conversion Create(StepArguments arguments) => create(arguments);
}
