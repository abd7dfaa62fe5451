using EqlPS.Toml;

namespace EqlPS.Rules.Cases;

/// <summary>The cases that stand beside a rule, and what is wrong with their file.</summary>
/// <remarks>
/// The file is TOML: a <c>[[case]]</c> each with <c>name</c>, <c>expect</c> (<c>"alert"</c> for exactly one, <c>"none"</c>, or a number),
/// <c>events</c> and, for anything but ECS documents, <c>format</c>. The cases of <c>x.toml</c> stand in <c>x.cases.toml</c>.
/// </remarks>
internal sealed class RuleCaseFile
{
    /// <summary>What the name of every case file ends in.</summary>
    public const string Extension = ".cases.toml";

    private const string RuleExtension = ".toml";

    private RuleCaseFile(string path, IReadOnlyList<RuleCase> cases, IReadOnlyList<RuleDiagnostic> diagnostics)
    {
        Path = path;
        Cases = cases;
        Diagnostics = diagnostics;
    }

    /// <summary>The file as it was named.</summary>
    public string Path { get; }

    /// <summary>The cases that can be run, in file order.</summary>
    public IReadOnlyList<RuleCase> Cases { get; }

    /// <summary>Findings in file order; a case with an error is not among <see cref="Cases"/>.</summary>
    public IReadOnlyList<RuleDiagnostic> Diagnostics { get; }

    /// <summary>Whether a path names a case file; the case of letters does not matter.</summary>
    public static bool IsCaseFile(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the cases of a rule file stand, whether they are there or not; null for files that are not TOML rules.</summary>
    public static string? PathFor(string rulePath)
    {
        bool isRule = rulePath.EndsWith(RuleExtension, StringComparison.OrdinalIgnoreCase) && !IsCaseFile(rulePath);
        return isRule ? rulePath.Substring(0, rulePath.Length - RuleExtension.Length) + Extension : null;
    }

    /// <summary>Reads a file; one that cannot be read has no cases and a diagnostic.</summary>
    public static RuleCaseFile Read(string path)
    {
        RuleFindings findings = new(path);
        byte[]? content = RuleFile.Read(path, findings);
        return content is null ? new RuleCaseFile(path, [], findings.Items) : Parse(content, findings);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    /// <param name="path">Name for diagnostics.</param>
    public static RuleCaseFile Parse(ReadOnlySpan<byte> content, string path) => Parse(content, new RuleFindings(path));

    private static RuleCaseFile Parse(ReadOnlySpan<byte> content, RuleFindings findings)
    {
        List<RuleCase> cases = [];
        if (content.Length > RuleReader.MaximumFileSize)
        {
            RuleFile.RefuseSize(findings);
        }
        else
        {
            TomlDocument document = TomlDocument.Parse(content);
            if (document.Root is TomlTable root)
            {
                new RuleCaseReader(findings).Read(root, cases);
            }
            else
            {
                findings.Error(RuleCodes.TomlInvalid, document.Error!.Message, document.Error.Position);
            }
        }

        return new RuleCaseFile(findings.Path, cases, findings.Items);
    }
}
