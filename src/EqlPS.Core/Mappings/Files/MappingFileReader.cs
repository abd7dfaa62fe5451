using EqlPS.Mappings.Expressions;
using EqlPS.Mappings.Steps;
using EqlPS.Toml;
using EqlPS.Values;

namespace EqlPS.Mappings.Files;

/// <summary>Reads a mapping file; docs/mapping.md describes the format.</summary>
internal sealed class MappingFileReader
{
    private const int MostRules = 20_000;

    private readonly TomlReading _toml;
    private readonly Dictionary<string, ValueTable> _tables = new(StringComparer.Ordinal);
    private readonly List<MappingRule> _rules = [];
    private readonly List<RuleScope> _scopes = [];
    private readonly List<EventDefinition> _events = [];

    private MappingFileReader(TomlReading toml) => _toml = toml;

    /// <summary>Reads a file's content; null if a finding makes it useless.</summary>
    /// <param name="utf8">The content.</param>
    /// <param name="path">Its path or name, for the findings.</param>
    /// <param name="findings">Receives all that is wrong.</param>
    public static MappingFile? Read(ReadOnlySpan<byte> utf8, string path, List<MappingDiagnostic> findings)
    {
        int before = findings.Count;
        TomlDocument document = TomlDocument.Parse(utf8);
        if (document.Root is not TomlTable root)
        {
            findings.Add(new MappingDiagnostic(path, document.Error!.Position, document.Error.Message));
            return null;
        }

        MappingFile? file = new MappingFileReader(new TomlReading(path, findings)).Read(root);
        return findings.Count == before ? file : null;
    }

    private MappingFile? Read(TomlTable root)
    {
        _toml.RefuseUnknown(root, "name", "title", "channels", "providers", "replaces", "absent_values", "user_data", "lists", "objects",
            "tables", "events", "rules");
        string? name = _toml.Text(root, "name");
        List<string> channels = _toml.Texts(root, "channels");
        if (string.IsNullOrEmpty(name) || channels.Count == 0)
        {
            _toml.Refuse(new TomlPosition(1, 1), "a mapping file has a name and a list of channels");
            return null;
        }

        ReadTables(root);
        ReadEvents(root);
        ReadRules(root);
        return new MappingFile
        {
            Name = name!,
            Title = _toml.Text(root, "title") ?? name!,
            Channels = channels,
            Providers = _toml.Texts(root, "providers"),
            Replaces = _toml.Texts(root, "replaces"),
            AbsentValues = root.IndexOf("absent_values") < 0 ? null : _toml.Texts(root, "absent_values"),
            UserData = _toml.Texts(root, "user_data"),
            Lists = _toml.Texts(root, "lists"),
            Objects = ReadObjects(root),
            Events = _events,
            Rules = _rules,
            Scopes = _scopes,
        };
    }

    private void ReadTables(TomlTable root)
    {
        if (_toml.Table(root, "tables") is not TomlTable tables)
        {
            return;
        }

        foreach (TomlEntry entry in tables)
        {
            if (entry.Value.Table is not TomlTable rows)
            {
                _toml.Refuse(entry.KeyPosition, "a table of values is expected");
                continue;
            }

            List<KeyValuePair<string, EqlValue>> values = [];
            foreach (TomlEntry row in rows)
            {
                values.Add(new(row.Key, _toml.Constant(row.Value)));
            }

            _tables[entry.Key] = new ValueTable(entry.Key, values);
        }
    }

    private Dictionary<string, IReadOnlyList<string>> ReadObjects(TomlTable root)
    {
        var objects = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (_toml.Table(root, "objects") is TomlTable table)
        {
            foreach (TomlEntry entry in table)
            {
                objects[entry.Key] = _toml.Texts(table, entry.Key);
            }
        }

        return objects;
    }

    private void ReadEvents(TomlTable root)
    {
        if (_toml.Table(root, "events") is not TomlTable events)
        {
            return;
        }

        foreach (TomlEntry entry in events)
        {
            if (entry.Value.Table is not TomlTable definition)
            {
                _toml.Refuse(entry.KeyPosition, "a table for the event id is expected");
                continue;
            }

            _toml.RefuseUnknown(definition, "category", "type", "action", "alias", "outcome", "task", "fields");
            _events.Add(new EventDefinition(entry.Key, _toml.Text(definition, "task"), _toml.Texts(definition, "fields")));
            var scope = new RuleScope([entry.Key], [], null, replaces: true, []);
            foreach (TomlEntry value in definition)
            {
                if (value.Key != "fields")
                {
                    Add(new MappingRule(
                        MappingRule.PseudoMark + value.Key, new ConstantExpression(_toml.Constant(value.Value)), scope, IsMove: false));
                }
            }
        }
    }

    private void ReadRules(TomlTable root)
    {
        if (!root.TryGet("rules", out TomlValue? value))
        {
            return;
        }

        if (value.Array is not { } groups)
        {
            _toml.Refuse(value.Position, "rules are written below [[rules]]");
            return;
        }

        foreach (TomlValue group in groups)
        {
            if (group.Table is TomlTable table)
            {
                ReadGroup(table);
            }
        }
    }

    private void ReadGroup(TomlTable group)
    {
        _toml.RefuseUnknown(group, "ids", "except", "profile", "replace", "drop", "move", "copy");
        List<string> ids = _toml.Texts(group, "ids");
        MappingProfile? profile = null;
        if (_toml.Text(group, "profile") is string name)
        {
            profile = name == "exact" ? MappingProfile.Exact : MappingProfile.Default;
            if (name is not ("exact" or "default"))
            {
                _toml.Refuse(new TomlPosition(1, 1), $"'{name}' is no profile; there are exact and default");
            }
        }

        var scope = new RuleScope(
            group.IndexOf("ids") < 0 ? null : new HashSet<string>(ids, StringComparer.Ordinal),
            new HashSet<string>(_toml.Texts(group, "except"), StringComparer.Ordinal),
            profile,
            _toml.Flag(group, "replace"),
            _toml.Texts(group, "drop"));
        _scopes.Add(scope);
        foreach (TomlEntry entry in group)
        {
            if (entry.Key is "move" or "copy" && entry.Value.Table is TomlTable table)
            {
                ReadFields(table, string.Empty, scope, entry.Key == "move");
            }
        }
    }

    // Dotted keys are nested tables in TOML: here they are the parts of a field's path.
    private void ReadFields(TomlTable table, string prefix, RuleScope scope, bool isMove)
    {
        foreach (TomlEntry entry in table)
        {
            string target = prefix + entry.Key;
            if (entry.Value.Table is TomlTable inner)
            {
                ReadFields(inner, target + ".", scope, isMove);
            }
            else if (entry.Value.Text is not string text)
            {
                _toml.Refuse(entry.Value.Position, "the expression for a field is a text");
            }
            else if (target.Length == 0)
            {
                _toml.Refuse(entry.KeyPosition, "a field has a name");
            }
            else if (ExpressionParser.Parse(text, _tables, out string? error, out int offset) is MappingExpression expression)
            {
                Add(new MappingRule(target, expression, scope, isMove));
            }
            else
            {
                _toml.Refuse(entry.Value.Locate(offset), error!);
            }
        }
    }

    private void Add(MappingRule rule)
    {
        if (_rules.Count < MostRules)
        {
            _rules.Add(rule);
        }
        else if (_rules.Count == MostRules)
        {
            _toml.Refuse(new TomlPosition(1, 1), $"a file has at most {MostRules} rules");
        }
    }
}
