using System.Globalization;
using EqlPS.Toml;
using EqlPS.Values;

namespace EqlPS.Mappings.Files;

/// <summary>Reads values of the kinds mapping files have, noting those that are of another.</summary>
internal sealed class TomlReading(string file, List<MappingDiagnostic> findings)
{
    public void Refuse(TomlPosition position, string message) => findings.Add(new MappingDiagnostic(file, position, message));

    public string? Text(TomlTable table, string key)
    {
        if (!table.TryGet(key, out TomlValue? value))
        {
            return null;
        }

        if (value.Text is null)
        {
            Refuse(value.Position, $"'{key}' is a text");
        }

        return value.Text;
    }

    public bool Flag(TomlTable table, string key)
    {
        bool flag = false;
        if (table.TryGet(key, out TomlValue? value) && !value.TryGetBoolean(out flag))
        {
            Refuse(value.Position, $"'{key}' is true or false");
        }

        return flag;
    }

    /// <summary>A list of texts and whole numbers as texts; empty if the key is absent.</summary>
    public List<string> Texts(TomlTable table, string key)
    {
        List<string> texts = [];
        if (!table.TryGet(key, out TomlValue? value))
        {
            return texts;
        }

        if (value.Array is not TomlArray array)
        {
            Refuse(value.Position, $"'{key}' is a list");
            return texts;
        }

        foreach (TomlValue item in array)
        {
            if (item.Text is not null)
            {
                texts.Add(item.Text);
            }
            else if (item.TryGetInteger(out long number))
            {
                texts.Add(number.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                Refuse(item.Position, $"'{key}' holds texts or whole numbers");
            }
        }

        return texts;
    }

    /// <summary>A table; null if the key is absent.</summary>
    public TomlTable? Table(TomlTable table, string key)
    {
        if (!table.TryGet(key, out TomlValue? value))
        {
            return null;
        }

        if (value.Table is null)
        {
            Refuse(value.Position, $"'{key}' is a table");
        }

        return value.Table;
    }

    /// <summary>A text, a whole number, a truth value or a list of texts; null for anything else.</summary>
    public EqlValue Constant(TomlValue value)
    {
        if (value.Text is not null)
        {
            return EqlValue.From(value.Text);
        }

        if (value.TryGetInteger(out long number))
        {
            return EqlValue.From(number);
        }

        if (value.TryGetBoolean(out bool flag))
        {
            return EqlValue.From(flag);
        }

        if (value.Array is TomlArray array)
        {
            EqlValue[] items = new EqlValue[array.Count];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = EqlValue.From(array[i].Text);
                if (array[i].Text is null)
                {
                    Refuse(array[i].Position, "a list holds texts here");
                    return default;
                }
            }

            return EqlValue.List(items, 0, items.Length);
        }

        Refuse(value.Position, "a text, a whole number, true, false or a list of texts is expected");
        return default;
    }

    /// <summary>Notes the keys of a table that are none of the known ones.</summary>
    public void RefuseUnknown(TomlTable table, params string[] known)
    {
        foreach (TomlEntry entry in table)
        {
            if (Array.IndexOf(known, entry.Key) < 0)
            {
                Refuse(entry.KeyPosition, $"'{entry.Key}' means nothing here; known are {string.Join(", ", known)}");
            }
        }
    }
}
