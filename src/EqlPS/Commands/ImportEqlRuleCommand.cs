using System.Management.Automation;
using EqlPS.Input;
using EqlPS.Rules;

namespace EqlPS.Commands;

/// <summary>Reads rules from TOML files, as Elastic publishes them, and from Kibana's exports.</summary>
[Cmdlet(VerbsData.Import, "EqlRule", DefaultParameterSetName = ByPath)]
[OutputType(typeof(EqlRule))]
public sealed class ImportEqlRuleCommand : EqlRuleCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly RuleFiles _files = new();
    private PathResolver? _paths;

    /// <summary>Files and folders; wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files and folders, their names taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Look into the folders within a folder.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    private protected override void Begin() => _paths = new PathResolver(SessionState, WriteError);

    private protected override void Process()
    {
        bool isLiteral = ParameterSetName == ByLiteralPath;
        foreach (string path in isLiteral ? LiteralPath : Path)
        {
            // What a wildcard or a listing met by the way may be something else, such as the test cases beside a rule.
            bool isNamed = !MyInvocation.ExpectingInput && (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path));
            foreach (string file in _paths!.Resolve(path, isLiteral))
            {
                _files.Add(file, Recurse, isNamed, Cancellation);
            }
        }
    }

    private protected override void End()
    {
        (IReadOnlyList<EqlRule> rules, IReadOnlyList<RuleDiagnostic> diagnostics) = _files.Complete();
        WriteVerbose(FormattableString.Invariant($"{rules.Count} EQL rules in {_files.Count} files"));
        if (rules.Count == 0 && diagnostics.Count == 0 && _files.Count > 0)
        {
            WriteWarning("No EQL rule was found in what is named.");
        }

        Give(rules, diagnostics);
    }
}
