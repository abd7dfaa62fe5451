namespace EqlPS.Mappings.Steps;

/// <summary>What follows a step's name in an expression.</summary>
/// <param name="Words">The words as written, quotes removed.</param>
/// <param name="Table">The table that the first word names; null where the step needs none.</param>
internal sealed record StepArguments(IReadOnlyList<string> Words, ValueTable? Table);
