namespace EqlPS.Rules;

/// <summary>Folds alerts with equal field values into one.</summary>
/// <param name="GroupBy">One to three fields whose values must be equal.</param>
/// <param name="Duration">The window, or null for one run of the rule.</param>
/// <param name="SuppressMissing">True if events without one of the fields form a group too; false if each alerts.</param>
public sealed record AlertSuppression(IReadOnlyList<string> GroupBy, TimeSpan? Duration, bool SuppressMissing);
