using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Reads rule files: TOML with a <c>[rule]</c> table, exports with a JSON object a line, JSON arrays, single objects.</summary>
/// <remarks>The content decides which format it is, not the file's name.</remarks>
public static class RuleReader
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaximumFileSize = 20 * 1024 * 1024;

    /// <summary>Reads a file; one that cannot be read is a diagnostic.</summary>
    public static RuleReadResult Read(string path) => Read(path, isNamed: true);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    /// <param name="path">Name for diagnostics and <see cref="EqlRule.Path"/>.</param>
    public static RuleReadResult Parse(ReadOnlySpan<byte> content, string path) => Parse(content.ToArray(), path, isNamed: true);

    /// <param name="path">The file.</param>
    /// <param name="isNamed">False if the file was merely met in a folder, where files that hold no rule are no error.</param>
    internal static RuleReadResult Read(string path, bool isNamed)
    {
        RuleFindings findings = new(path);
        byte[]? content = RuleFile.Read(path, findings);
        return content is null ? new RuleReadResult([], findings.Items) : Parse(content, path, isNamed);
    }

    private static RuleReadResult Parse(byte[] content, string path, bool isNamed)
    {
        RuleFindings findings = new(path);
        List<EqlRule> rules = [];
        if (content.Length > MaximumFileSize)
        {
            RuleFile.RefuseSize(findings);
        }
        else if (LooksLikeJson(content))
        {
            ReadJson(content, rules, findings, isNamed);
        }
        else
        {
            ReadToml(content, rules, findings, isNamed);
        }

        return new RuleReadResult(rules, findings.Items);
    }

    private static void ReadToml(byte[] content, List<EqlRule> rules, RuleFindings findings, bool isNamed)
    {
        TomlDocument document = TomlDocument.Parse(content);
        if (document.Root is not TomlTable root)
        {
            findings.Error(RuleCodes.TomlInvalid, document.Error!.Message, document.Error.Position);
            return;
        }

        RuleFields file = new(root, new TomlPosition(1, 1), findings, joinLines: true);
        if (file.Peek("rule")?.Table is null)
        {
            RefuseContent(findings, isNamed, "The file has no [rule] table; a rule keeps its fields there.", new TomlPosition(1, 1));
            return;
        }

        TomlTable? transform = file.Peek("transform")?.Table;
        AddRule(RuleBuilder.Build(file.Table("rule")!, file.Table("metadata"), transform), rules);
    }

    private static void ReadJson(byte[] content, List<EqlRule> rules, RuleFindings findings, bool isNamed)
    {
        new RuleJson(content, findings).Read(outer =>
        {
            // Elastic's rule package wraps each rule in an object with its attributes.
            bool isWrapped = outer.Table!.TryGet("attributes", out TomlValue? inner) && inner.Table?.IndexOf("rule_id") >= 0;
            TomlValue value = isWrapped ? inner! : outer;
            TomlTable table = value.Table!;
            if (table.IndexOf("exported_count") >= 0 && table.IndexOf("query") < 0)
            {
                // The summary that ends an export.
                return;
            }

            if (table.IndexOf("query") < 0 && table.IndexOf("rule_id") < 0)
            {
                // Exception lists, their items and connectors follow the rules in an export.
                bool isPart = table.IndexOf("list_id") >= 0 || table.IndexOf("migrationVersion") >= 0 || table.IndexOf("attributes") >= 0;
                RefuseContent(findings, isNamed && !isPart, "This object is not a rule: it has no rule_id and no query.", value.Position);
                return;
            }

            AddRule(RuleBuilder.Build(new RuleFields(table, value.Position, findings, joinLines: false), null, null), rules);
        });
    }

    private static void AddRule(EqlRule? rule, List<EqlRule> rules)
    {
        if (rule is not null)
        {
            rules.Add(rule);
        }
    }

    private static void RefuseContent(RuleFindings findings, bool isError, string message, TomlPosition position)
    {
        if (isError)
        {
            findings.Error(RuleCodes.NotRuleFile, message, position);
        }
        else
        {
            findings.Tell(RuleCodes.NotRuleFile, message, position);
        }
    }

    /// <summary>True for text that begins with a brace, or with a bracket and a brace: no TOML does.</summary>
    private static bool LooksLikeJson(byte[] content)
    {
        int i = SkipBlanks(content, content.Length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF ? 3 : 0);
        if (i < content.Length && content[i] == (byte)'[')
        {
            i = SkipBlanks(content, i + 1);
            return i < content.Length && content[i] is (byte)'{' or (byte)']';
        }

        return i < content.Length && content[i] == (byte)'{';
    }

    private static int SkipBlanks(byte[] content, int offset)
    {
        while (offset < content.Length && content[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            offset++;
        }

        return offset;
    }
}
