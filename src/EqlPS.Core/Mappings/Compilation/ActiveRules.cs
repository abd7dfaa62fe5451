using EqlPS.Mappings.Expressions;
using EqlPS.Mappings.Files;

namespace EqlPS.Mappings.Compilation;

/// <summary>The rules that hold for one event id in one profile, by field.</summary>
internal sealed class ActiveRules
{
    private readonly Dictionary<string, List<MappingRule>> _byTarget = new(StringComparer.Ordinal);
    private readonly List<string> _targets = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public ActiveRules(IReadOnlyList<MappingFile> files, string eventId, MappingProfile profile)
    {
        AbsentValues = files.FirstOrDefault(f => f.AbsentValues is not null)?.AbsentValues ?? [];
        Lists = new HashSet<string>(files.SelectMany(f => f.Lists), StringComparer.Ordinal);
        foreach (MappingFile file in files)
        {
            foreach (MappingRule rule in file.Rules)
            {
                if (rule.Scope.IsFor(profile) && rule.Scope.IsFor(eventId))
                {
                    Add(rule);
                }
            }

            foreach (RuleScope scope in file.Scopes)
            {
                if (scope.IsFor(profile) && scope.IsFor(eventId))
                {
                    _taken.UnionWith(scope.Drops);
                }
            }
        }
    }

    /// <summary>Texts below EventData that count as absent.</summary>
    public IReadOnlyList<string> AbsentValues { get; }

    /// <summary>Fields that are lists even with one value.</summary>
    public HashSet<string> Lists { get; }

    /// <summary>The fields that have rules, in the order of the files.</summary>
    public IReadOnlyList<string> Targets => _targets;

    /// <summary>The rules for a field: the first that gives a value decides.</summary>
    public IReadOnlyList<MappingRule> For(string target) => _byTarget.TryGetValue(target, out List<MappingRule>? rules) ? rules : [];

    /// <summary>Whether a value of EventData became something else and is not in winlog.event_data any more.</summary>
    public bool IsTaken(string eventDataName) => _taken.Contains(eventDataName);

    private void Add(MappingRule rule)
    {
        if (!_byTarget.TryGetValue(rule.Target, out List<MappingRule>? rules))
        {
            _byTarget.Add(rule.Target, rules = []);
            _targets.Add(rule.Target);
        }

        if (rule.Scope.Replaces)
        {
            rules.Clear();
        }

        rules.Add(rule);
        if (rule.IsMove)
        {
            foreach (MappingExpression part in rule.Expression.Parts())
            {
                if (part is SourceExpression source && source.Path.StartsWith(RawPaths.EventData, StringComparison.Ordinal))
                {
                    _taken.Add(source.Path.Substring(RawPaths.EventData.Length));
                }
            }
        }
    }
}
