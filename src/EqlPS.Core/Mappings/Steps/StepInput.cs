namespace EqlPS.Mappings.Steps;

/// <summary>What a step is given where its source has several values.</summary>
internal enum StepInput
{
    /// <summary>Each value by itself; the answers make a list.</summary>
    Each,

    /// <summary>The list as a whole.</summary>
    Whole,
}
