using System.Collections;
using System.Management.Automation;
using System.Text;
using EqlPS.Errors;
using EqlPS.Input;

namespace EqlPS.Rules;

/// <summary>
/// Finds the rules that an argument means: rules themselves, names or ids of shipped ones, files and folders, the text of a rule.
/// </summary>
/// <param name="session">The session of the command, for paths.</param>
/// <param name="tell">Takes findings that are no errors.</param>
internal sealed class RuleArguments(SessionState session, Action<RuleDiagnostic> tell)
{
    private readonly List<EqlRule> _rules = [];
    private RuleSet? _shipped;

    /// <summary>Whether a rule that cannot be read is a finding, as for those who look for such, and not the end.</summary>
    public bool KeepsErrors { get; init; }

    /// <summary>The rules of all arguments; of two with one id the higher version.</summary>
    /// <exception cref="EqlUsageException">An argument means no rule, or a rule that cannot be read.</exception>
    public IReadOnlyList<EqlRule> Read(IEnumerable<object?> arguments, CancellationToken cancellation)
    {
        foreach (object? argument in arguments)
        {
            Add(argument, cancellation);
        }

        var set = RuleSet.Create(_rules.Distinct());
        foreach (RuleDiagnostic diagnostic in set.Diagnostics)
        {
            tell(diagnostic);
        }

        return set.Rules;
    }

    private void Add(object? argument, CancellationToken cancellation)
    {
        object? value = argument is PSObject wrapper ? wrapper.BaseObject : argument;
        switch (value)
        {
            case EqlRule rule:
                _rules.Add(rule);
                break;
            case FileSystemInfo file:
                AddPath(file.FullName, file, cancellation);
                break;
            case string text when text.IndexOf('\n') >= 0:
                AddResult(RuleReader.Parse(Encoding.UTF8.GetBytes(text), "Rule"), text);
                break;
            case string text:
                AddText(text, cancellation);
                break;
            case IEnumerable list and not IDictionary:
                foreach (object? item in list)
                {
                    Add(item, cancellation);
                }

                break;
            default:
                string type = argument is PSObject { TypeNames.Count: > 0 } shown ? shown.TypeNames[0]
                    : value?.GetType().FullName ?? "null";
                throw new EqlUsageException(ErrorIds.RuleInvalid,
                    $"An object of type {type} is no rule. Give rules as Import-EqlRule and Get-EqlRule make them, names, ids or files.",
                    ErrorCategory.InvalidArgument, argument);
        }
    }

    // A name or id before a path: nobody has to know what lies in the current folder.
    private void AddText(string text, CancellationToken cancellation)
    {
        _shipped ??= Directory.Exists(ShippedRules.Folder) ? ShippedRules.Load(cancellation) : RuleSet.Create([]);
        var pattern = Patterns.WildcardPattern.Create(text, ignoreCase: true);
        EqlRule[] named = _shipped.Rules.Where(r => pattern.IsMatch(r.Name.AsSpan()) || pattern.IsMatch(r.RuleId.AsSpan())).ToArray();
        if (named.Length > 0 && !(text == "*" || text == "?"))
        {
            _rules.AddRange(named);
            return;
        }

        AddPath(text, text, cancellation);
    }

    private void AddPath(string path, object target, CancellationToken cancellation)
    {
        ErrorRecord? refusal = null;
        var resolver = new PathResolver(session, error => refusal = error);
        bool isLiteral = !System.Management.Automation.WildcardPattern.ContainsWildcardCharacters(path) || target is FileSystemInfo;
        IReadOnlyList<string> files = path.Trim().Length == 0 ? [] : resolver.Resolve(path, isLiteral);
        if (files.Count == 0)
        {
            bool isMissing = refusal is null || refusal.FullyQualifiedErrorId.StartsWith(ErrorIds.PathNotFound, StringComparison.Ordinal);
            throw isMissing
                ? new EqlUsageException(ErrorIds.RuleNotFound,
                    $"No rule that comes with EqlPS has the name or id '{Visible.Line(path)}', and there is no such file or folder.",
                    ErrorCategory.ObjectNotFound, target)
                : new EqlUsageException(ErrorIds.ProviderNotSupported, refusal!.Exception.Message, ErrorCategory.InvalidArgument, target);
        }

        int before = _rules.Count;
        foreach (string file in files)
        {
            var found = new RuleFiles();
            found.Add(file, recurses: true, isNamed: isLiteral && target is string, cancellation);
            (IReadOnlyList<EqlRule> rules, IReadOnlyList<RuleDiagnostic> diagnostics) = found.Complete();
            AddResult(new RuleReadResult(rules, diagnostics), target);
        }

        if (_rules.Count == before && !KeepsErrors && target is string)
        {
            throw new EqlUsageException(
                ErrorIds.NoRule, $"There is no EQL rule in '{Visible.Line(path)}'.", ErrorCategory.InvalidData, target);
        }
    }

    private void AddResult(RuleReadResult result, object target)
    {
        if (!KeepsErrors && result.Diagnostics.FirstOrDefault(d => d.Severity == RuleDiagnosticSeverity.Error) is RuleDiagnostic error)
        {
            throw new EqlUsageException(error.Code, Visible.Line(error.ToString()), ErrorCategory.InvalidData, target);
        }

        foreach (RuleDiagnostic diagnostic in result.Diagnostics)
        {
            tell(diagnostic);
        }

        _rules.AddRange(result.Rules);
    }
}
