using EqlPS.Mappings.Compilation;
using EqlPS.Mappings.Expressions;
using EqlPS.Mappings.Files;

namespace EqlPS.Mappings;

/// <summary>Tells which fields the mapping files can produce, so that a rule's fields can be checked before any event is read.</summary>
internal sealed class MappingCatalog
{
    private readonly MappingSet _set;
    private readonly MappingProfile _profile;
    private readonly HashSet<string> _produced = new(StringComparer.Ordinal);

    public MappingCatalog(MappingSet set, MappingProfile profile)
    {
        _set = set;
        _profile = profile;
        foreach (MappingFile file in set.Files)
        {
            IReadOnlyList<MappingFile> files = WithCommon(file);
            _produced.UnionWith(FieldsOf(files, new ActiveRules(files, string.Empty, profile), definition: null));
        }

        _produced.UnionWith(Events().SelectMany(e => e.Fields));
    }

    /// <summary>
    /// Whether some event can have a field. What stands below EventData is known for ids whose fields a file lists; for all others any name
    /// may occur, and so it does below UserData.
    /// </summary>
    public bool Produces(string path)
    {
        if (_produced.Contains(path) || path.StartsWith(RawPaths.UserDataField, StringComparison.Ordinal))
        {
            return true;
        }

        int dot = path.LastIndexOf('.');
        if (dot > 0 && _set.ObjectParts.TryGetValue(path.Substring(0, dot), out IReadOnlyList<string>? parts))
        {
            return parts.Contains(path.Substring(dot + 1));
        }

        return path.StartsWith(RawPaths.EventDataField, StringComparison.Ordinal) && path.Length > RawPaths.EventDataField.Length;
    }

    /// <summary>The event ids that some file names, and their fields; in the order of the files.</summary>
    public IEnumerable<MappedEvent> Events()
    {
        foreach (MappingFile file in _set.Files)
        {
            IReadOnlyList<MappingFile> files = WithCommon(file);
            foreach (string id in file.Events.Select(e => e.Id))
            {
                var rules = new ActiveRules(files, id, _profile);
                EventDefinition definition = file.Events.First(e => e.Id == id);
                yield return new MappedEvent(file.Name, file.Title, id, FieldsOf([file], rules, definition));
            }
        }
    }

    private IReadOnlyList<MappingFile> WithCommon(MappingFile file) =>
        file.IsCommon ? [file] : [file, .. _set.Files.Where(f => f.IsCommon)];

    // The fields of some files' rules that can have a value: one of their sources must be among the event's fields where these are listed.
    private static string[] FieldsOf(IReadOnlyList<MappingFile> files, ActiveRules rules, EventDefinition? definition)
    {
        var own = new HashSet<string>(files.SelectMany(f => f.Rules).Select(r => r.Target), StringComparer.Ordinal);
        var reachable = new Reachability(rules, definition);
        IEnumerable<string> mapped = rules.Targets
            .Where(t => t[0] != MappingRule.PseudoMark && (own.Contains(t) || IsCategorised(t)) && reachable.CanHaveValue(t));
        IEnumerable<string> kept = (definition?.Fields ?? []).Where(f => !rules.IsTaken(f)).Select(f => RawPaths.EventDataField + f);
        return mapped.Concat(kept).Distinct(StringComparer.Ordinal).OrderBy(t => t, StringComparer.Ordinal).ToArray();
    }

    private static bool IsCategorised(string path) => path is "event.category" or "event.type" or "event.action";

    private sealed class Reachability(ActiveRules rules, EventDefinition? definition)
    {
        private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

        public bool CanHaveValue(string path)
        {
            if (!_known.TryGetValue(path, out bool can))
            {
                // A field that refers to itself gives itself nothing.
                _known[path] = false;
                can = rules.For(path).Any(r => CanHaveValue(r.Expression)) || IsListed(path);
                _known[path] = can;
            }

            return can;
        }

        private bool CanHaveValue(MappingExpression expression) => expression switch
        {
            ConstantExpression => true,
            SourceExpression source => IsPresent(source.Path),
            FieldReference field => CanHaveValue(field.Path),
            StepExpression step => CanHaveValue(step.Operand),
            CombinationExpression call => call.Arguments.All(CanHaveValue),
            FirstExpression first => first.Items.Any(CanHaveValue),
            AllExpression all => all.Items.Any(CanHaveValue),
            _ => false,
        };

        private bool IsPresent(string path) =>
            definition is not { Fields.Count: > 0 }
            || !path.StartsWith(RawPaths.EventData, StringComparison.Ordinal)
            || definition.Fields.Contains(path.Substring(RawPaths.EventData.Length));

        private bool IsListed(string path) =>
            path.StartsWith(RawPaths.EventDataField, StringComparison.Ordinal)
            && definition is { Fields.Count: > 0 }
            && definition.Fields.Contains(path.Substring(RawPaths.EventDataField.Length));
    }
}
