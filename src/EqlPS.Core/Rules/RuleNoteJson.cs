using System.Globalization;
using System.Text;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Writes a TOML value as compact JSON with sorted keys and nothing but ASCII.</summary>
internal static class RuleNoteJson
{
    public static void Write(StringBuilder json, TomlValue value)
    {
        switch (value.Kind)
        {
            case TomlKind.String:
                WriteText(json, value.Text!);
                break;
            case TomlKind.Integer:
                value.TryGetInteger(out long integer);
                json.Append(integer.ToString(CultureInfo.InvariantCulture));
                break;
            case TomlKind.Float:
                value.TryGetFloat(out double number);
                json.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case TomlKind.Boolean:
                value.TryGetBoolean(out bool truth);
                json.Append(truth ? "true" : "false");
                break;
            case TomlKind.Array:
                WriteArray(json, value.Array!);
                break;
            case TomlKind.Table:
                WriteTable(json, value.Table!);
                break;
            default:
                WriteText(json, value.DateTime!.ToString());
                break;
        }
    }

    private static void WriteArray(StringBuilder json, TomlArray array)
    {
        json.Append('[');
        for (int i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                json.Append(',');
            }

            Write(json, array[i]);
        }

        json.Append(']');
    }

    private static void WriteTable(StringBuilder json, TomlTable table)
    {
        string[] keys = new string[table.Count];
        TomlValue[] values = new TomlValue[table.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = table[i].Key;
            values[i] = table[i].Value;
        }

        Array.Sort(keys, values, StringComparer.Ordinal);
        json.Append('{');
        for (int i = 0; i < keys.Length; i++)
        {
            if (i > 0)
            {
                json.Append(',');
            }

            WriteText(json, keys[i]);
            json.Append(':');
            Write(json, values[i]);
        }

        json.Append('}');
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    json.Append('\\').Append(c);
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case '\b':
                    json.Append("\\b");
                    break;
                case '\f':
                    json.Append("\\f");
                    break;
                case < ' ' or > '~' and not '\u007F':
                    json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.Append(c);
                    break;
            }
        }

        json.Append('"');
    }
}
