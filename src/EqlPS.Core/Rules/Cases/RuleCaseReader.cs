using EqlPS.Toml;

namespace EqlPS.Rules.Cases;

/// <summary>Reads the cases of a TOML document; a case with an error is left out, the others stay.</summary>
internal sealed class RuleCaseReader(RuleFindings findings)
{
    private const string NoCases = "The file holds no case; write each one as a [[case]] table.";

    private readonly HashSet<string> _names = new(TomlKeyComparer.Instance);

    public void Read(TomlTable root, List<RuleCase> cases)
    {
        TomlPosition start = new(1, 1);
        if (!root.TryGet("case", out TomlValue? value))
        {
            findings.Error(RuleCaseCodes.NoCases, NoCases, start);
        }
        else if (value.Array is not TomlArray { Count: > 0 } array)
        {
            findings.Error(RuleCaseCodes.NoCases, NoCases, value.Position);
        }
        else
        {
            foreach (TomlValue item in array)
            {
                if (ReadCase(item) is RuleCase ruleCase)
                {
                    cases.Add(ruleCase);
                }
            }
        }

        foreach (TomlEntry entry in root)
        {
            if (entry.Key != "case")
            {
                WarnOfUnknown(entry);
            }
        }
    }

    private RuleCase? ReadCase(TomlValue item)
    {
        if (item.Table is not TomlTable table)
        {
            findings.Error(RuleCaseCodes.FieldInvalid, "A case must be a table; write it under a [[case]] header.", item.Position);
            return null;
        }

        foreach (TomlEntry entry in table)
        {
            if (entry.Key is not ("name" or "expect" or "format" or "events"))
            {
                WarnOfUnknown(entry);
            }
        }

        TomlValue? name = ReadText(table, "name", item.Position);
        int? expected = ReadExpected(table, item.Position);
        RuleCaseFormat? format = ReadFormat(table);
        TomlValue? events = ReadText(table, "events", item.Position);
        if (name is null || expected is null || format is null || events is null)
        {
            return null;
        }

        if (!_names.Add(name.Text!))
        {
            string message = $"Another case of this file is named {TomlScanner.Show(name.Text!)} already; give this one its own name.";
            findings.Error(RuleCaseCodes.Duplicate, message, name.Position);
            return null;
        }

        return new RuleCase(name.Text!, expected.Value, format.Value, events.Text!, name.Position, events.GetOrigin());
    }

    private TomlValue? ReadText(TomlTable table, string key, TomlPosition position)
    {
        if (!table.TryGet(key, out TomlValue? value))
        {
            findings.Error(RuleCaseCodes.FieldMissing, $"The case needs {key}.", position);
            return null;
        }

        if (string.IsNullOrWhiteSpace(value.Text))
        {
            findings.Error(RuleCaseCodes.FieldInvalid, $"The case's {key} must be text that is not empty.", value.Position);
            return null;
        }

        return value;
    }

    private int? ReadExpected(TomlTable table, TomlPosition position)
    {
        if (!table.TryGet("expect", out TomlValue? value))
        {
            findings.Error(RuleCaseCodes.FieldMissing, "The case needs expect.", position);
            return null;
        }

        if (value.TryGetInteger(out long number) && number is >= 0 and <= int.MaxValue)
        {
            return (int)number;
        }

        switch (value.Text)
        {
            case "alert":
                return 1;
            case "none":
                return 0;
            default:
                const string Message = "The case's expect must be \"alert\" (exactly one), \"none\", or the number of alerts.";
                findings.Error(RuleCaseCodes.FieldInvalid, Message, value.Position);
                return null;
        }
    }

    private RuleCaseFormat? ReadFormat(TomlTable table)
    {
        if (!table.TryGet("format", out TomlValue? value))
        {
            return RuleCaseFormat.Ecs;
        }

        switch (value.Text)
        {
            case "ecs":
                return RuleCaseFormat.Ecs;
            case "xml":
                return RuleCaseFormat.Xml;
            default:
                findings.Error(RuleCaseCodes.FieldInvalid, "The case's format must be \"ecs\" or \"xml\".", value.Position);
                return null;
        }
    }

    private void WarnOfUnknown(TomlEntry entry)
    {
        string message = $"The key {TomlScanner.Show(entry.Key)} means nothing here and is ignored.";
        findings.Warn(RuleCaseCodes.FieldUnknown, message, entry.KeyPosition);
    }
}
