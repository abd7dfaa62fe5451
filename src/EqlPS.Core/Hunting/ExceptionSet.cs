using EqlPS.Rules;

namespace EqlPS.Hunting;

/// <summary>Exceptions as they were read, with everything there is to say about their files. Immutable.</summary>
/// <param name="Items">The exceptions.</param>
/// <param name="Diagnostics">Findings; an error means that an exception is not in force.</param>
internal sealed record ExceptionSet(IReadOnlyList<ExceptionItem> Items, IReadOnlyList<RuleDiagnostic> Diagnostics)
{
    public static readonly ExceptionSet Empty = new([], []);
}
