namespace EqlPS.Evaluation;

/// <summary>What people are told of what no event has.</summary>
internal static class Absence
{
    /// <summary>No event has a field.</summary>
    public static string Of(string path) => $"no event has {path}";

    /// <summary>No result of a query has a field that a pipe asks for.</summary>
    public static string OfResult(string path) => $"filter: no result has {path}";

    /// <summary>No event has any of some texts in a field.</summary>
    public static string Of(string path, IReadOnlyList<string> texts) =>
        $"{Of(path)} {string.Join(" or ", texts.Select(text => $"\"{text}\""))}";
}
