using System.Globalization;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Reads the fields of one table by type, says what does not fit, and knows which keys nobody asked for.</summary>
/// <param name="table">The table.</param>
/// <param name="position">Where it starts.</param>
/// <param name="findings">Takes a warning for each field of a wrong type; such a field counts as absent.</param>
/// <param name="joinLines">True for TOML, where text is wrapped and an export has it on one line.</param>
internal sealed class RuleFields(TomlTable table, TomlPosition position, RuleFindings findings, bool joinLines)
{
    private readonly bool[] _read = new bool[table.Count];

    public TomlPosition Position { get; } = position;

    public RuleFindings Findings => findings;

    /// <summary>The value of a key, which then counts as read, or null.</summary>
    public TomlValue? Find(string key)
    {
        int index = table.IndexOf(key);
        if (index < 0)
        {
            return null;
        }

        _read[index] = true;
        return table[index].Value;
    }

    /// <summary>The value of a key, which does not count as read, or null.</summary>
    public TomlValue? Peek(string key) => table.TryGet(key, out TomlValue? value) ? value : null;

    /// <summary>A text as one line, or null if it is absent or not text.</summary>
    public string? Text(string key)
    {
        string? text = RawText(key);
        return text is null || !joinLines ? text : JoinLines(text);
    }

    /// <summary>A text with its line breaks, or null.</summary>
    public string? RawText(string key)
    {
        TomlValue? value = Find(key);
        if (value is null)
        {
            return null;
        }

        if (value.DateTime is TomlDateTime date)
        {
            return date.ToString();
        }

        return value.Text ?? Refuse<string>(key, "text", value);
    }

    /// <summary>The texts of an array; empty if it is absent. One text stands for an array of it.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        TomlValue? value = Find(key);
        if (value is null || value.Kind is not (TomlKind.Array or TomlKind.String))
        {
            return value is null ? [] : Refuse<string[]>(key, "an array of texts", value) ?? [];
        }

        if (value.Text is string single)
        {
            return [joinLines ? JoinLines(single) : single];
        }

        TomlArray array = value.Array!;
        List<string> texts = new(array.Count);
        foreach (TomlValue item in array)
        {
            if (item.Text is string text)
            {
                texts.Add(joinLines ? JoinLines(text) : text);
            }
            else
            {
                Refuse<string>(key, "an array of texts", item);
            }
        }

        return texts;
    }

    /// <summary>A whole number within limits, or null.</summary>
    public int? Integer(string key, int lowest, int highest)
    {
        TomlValue? value = Find(key);
        if (value is null)
        {
            return null;
        }

        double number = value.TryGetInteger(out long integer) ? integer : value.TryGetFloat(out double real) ? real : double.NaN;
        if (number >= lowest && number <= highest && number == Math.Floor(number))
        {
            return (int)number;
        }

        string range = string.Format(CultureInfo.InvariantCulture, "a whole number from {0} to {1}", lowest, highest);
        Refuse<string>(key, range, value);
        return null;
    }

    /// <summary>True or false, or null.</summary>
    public bool? Boolean(string key)
    {
        TomlValue? value = Find(key);
        if (value is null)
        {
            return null;
        }

        if (value.TryGetBoolean(out bool truth))
        {
            return truth;
        }

        Refuse<string>(key, "true or false", value);
        return null;
    }

    /// <summary>A table within this one, or null.</summary>
    public RuleFields? Table(string key)
    {
        TomlValue? value = Find(key);
        if (value is null)
        {
            return null;
        }

        return value.Table is TomlTable child
            ? new RuleFields(child, value.Position, findings, joinLines)
            : Refuse<RuleFields>(key, "a table", value);
    }

    /// <summary>The tables of an array; empty if it is absent.</summary>
    public IReadOnlyList<RuleFields> Tables(string key)
    {
        TomlValue? value = Find(key);
        if (value?.Array is not TomlArray array)
        {
            return value is null ? [] : Refuse<RuleFields[]>(key, "an array of tables", value) ?? [];
        }

        List<RuleFields> tables = new(array.Count);
        foreach (TomlValue item in array)
        {
            if (item.Table is TomlTable child)
            {
                tables.Add(new RuleFields(child, item.Position, findings, joinLines));
            }
            else
            {
                Refuse<string>(key, "an array of tables", item);
            }
        }

        return tables;
    }

    /// <summary>Adds every key that was not read to <paramref name="target"/>.</summary>
    public void AddUnread(Dictionary<string, object> target, string prefix)
    {
        for (int i = 0; i < table.Count; i++)
        {
            if (!_read[i])
            {
                target[prefix + table[i].Key] = RuleExtensions.ToPlain(table[i].Value);
            }
        }
    }

    /// <summary>Warns that a field is not what it must be; always null.</summary>
    public T? Refuse<T>(string key, string expected, TomlValue value)
        where T : class
    {
        findings.Warn(RuleCodes.FieldInvalid, $"The field {key} is ignored: it must be {expected}.", value.Position);
        return null;
    }

    /// <summary>Lines trimmed and joined by one space each, as Elastic's export does with all text but queries and Markdown.</summary>
    private static string JoinLines(string text)
    {
        if (text.IndexOf('\n') < 0)
        {
            return text.Trim();
        }

        string[] lines = text.Trim().Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].Trim();
        }

        return string.Join(" ", lines);
    }
}
