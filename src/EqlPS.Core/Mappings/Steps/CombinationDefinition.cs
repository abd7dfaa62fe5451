namespace EqlPS.Mappings.Steps;

/// <summary>A named function of several values that mapping files can call.</summary>
/// <param name="Name">As expressions write it.</param>
/// <param name="ArgumentCount">Exactly so many arguments.</param>
/// <param name="Summary">One sentence for the documentation.</param>
/// <param name="Combination">The function.</param>
internal sealed record CombinationDefinition(string Name, int ArgumentCount, string Summary, Combination Combination);
