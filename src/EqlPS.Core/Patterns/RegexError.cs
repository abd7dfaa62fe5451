namespace EqlPS.Patterns;

/// <summary>Why a regular expression was refused.</summary>
/// <param name="Position">UTF-16 offset in the pattern of what is wrong.</param>
/// <param name="Message">One English sentence.</param>
/// <param name="PatternIndex">Which pattern of a list is meant; 0 for a single one.</param>
internal sealed record RegexError(int Position, string Message, int PatternIndex = 0);
