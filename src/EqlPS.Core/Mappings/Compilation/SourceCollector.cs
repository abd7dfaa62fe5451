using EqlPS.Mappings.Expressions;
using EqlPS.Mappings.Files;

namespace EqlPS.Mappings.Compilation;

/// <summary>Finds the source paths that some fields can need, whatever the event.</summary>
internal static class SourceCollector
{
    public static HashSet<string> Collect(MappingSet set, IEnumerable<string> wanted, MappingProfile profile)
    {
        ILookup<string, MappingRule> rules = set.Files.SelectMany(f => f.Rules)
            .Where(r => r.Scope.IsFor(profile))
            .ToLookup(r => r.Target, StringComparer.Ordinal);
        var sources = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(wanted);
        while (open.Count > 0)
        {
            string path = open.Pop();
            if (!seen.Add(path))
            {
                continue;
            }

            foreach (MappingExpression part in rules[path].SelectMany(r => r.Expression.Parts()))
            {
                if (part is SourceExpression source)
                {
                    sources.Add(source.Path);
                }
                else if (part is FieldReference field)
                {
                    open.Push(field.Path);
                }
            }

            sources.UnionWith(GenericSources(set, path));
            int dot = path.LastIndexOf('.');
            if (dot > 0 && set.ObjectParts.ContainsKey(path.Substring(0, dot)))
            {
                open.Push(path.Substring(0, dot));
            }
        }

        return sources;
    }

    private static IEnumerable<string> GenericSources(MappingSet set, string path) =>
        path.StartsWith(RawPaths.EventDataField, StringComparison.Ordinal)
            ? RawPaths.EventDataNames(path.Substring(RawPaths.EventDataField.Length))
                .Where(n => n.Length > 0)
                .Select(n => RawPaths.EventData + n)
        : path.StartsWith(RawPaths.UserDataField, StringComparison.Ordinal) && path.Length > RawPaths.UserDataField.Length
            ? RawPaths.UserDataSources(path, set.UserDataNames)
        : [];
}
