using EqlPS.Analysis;
using EqlPS.Schema.Ecs;

namespace EqlPS.Search;

/// <summary>What someone who names a field that nothing has may have meant.</summary>
internal static class MeantFields
{
    /// <summary>The end of a message; empty where nothing is like it, or where it is a field of the schema and so probably meant.</summary>
    /// <param name="path">The field that nothing has.</param>
    /// <param name="names">Fields that there are.</param>
    public static string For(string path, IReadOnlyCollection<string> names)
    {
        if (EcsFields.TryGet(path, out EcsField field) && field.Type != "object")
        {
            return string.Empty;
        }

        if ((Inner(path, names) ?? Inner(path, EcsFields.Names)) is string inner)
        {
            return $" itself: it holds other fields, such as [{BoundText.Shown(inner)}]";
        }

        string meant = Suggestions.For(path, names);
        return meant.Length > 0 ? meant : Suggestions.For(path, EcsFields.Names);
    }

    private static string? Inner(string path, IEnumerable<string> names) =>
        names.Where(name => name.StartsWith(path + ".", StringComparison.Ordinal))
            .OrderBy(name => name, StringComparer.Ordinal).FirstOrDefault();
}
