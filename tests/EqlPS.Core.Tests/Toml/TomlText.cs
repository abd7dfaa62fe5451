using System.Globalization;
using System.Text;
using EqlPS.Toml;

namespace EqlPS.Tests.Toml;

/// <summary>Writes TOML values as one line of JSON with type marks, and reads the visible notation of the case files.</summary>
internal static class TomlText
{
    /// <summary>⏎ is LF, ␍ is CR, ␉ is a tab, ␠ a space, ∅ nothing, and ⟨XXXX⟩ one UTF-16 code unit in hexadecimal.</summary>
    public static string Decode(string notation)
    {
        StringBuilder text = new();
        for (int i = 0; i < notation.Length; i++)
        {
            switch (notation[i])
            {
                case '⏎':
                    text.Append('\n');
                    break;
                case '␍':
                    text.Append('\r');
                    break;
                case '␉':
                    text.Append('\t');
                    break;
                case '␠':
                    text.Append(' ');
                    break;
                case '∅':
                    break;
                case '⟨':
                    int end = notation.IndexOf('⟩', i);
                    text.Append((char)int.Parse(notation.AsSpan(i + 1, end - i - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i = end;
                    break;
                default:
                    text.Append(notation[i]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Strings quoted, floats always with a point or exponent, dates bare, keys in file order.</summary>
    public static string Dump(TomlTable table)
    {
        StringBuilder text = new();
        Write(text, table);
        return text.ToString();
    }

    private static void Write(StringBuilder text, TomlTable table)
    {
        text.Append('{');
        string separator = "";
        foreach (TomlEntry entry in table)
        {
            text.Append(separator);
            separator = ",";
            WriteString(text, entry.Key);
            text.Append(':');
            Write(text, entry.Value);
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, TomlValue value)
    {
        switch (value.Kind)
        {
            case TomlKind.String:
                WriteString(text, value.Text!);
                break;
            case TomlKind.Integer:
                Assert.True(value.TryGetInteger(out long integer));
                text.Append(integer.ToString(CultureInfo.InvariantCulture));
                break;
            case TomlKind.Float:
                Assert.True(value.TryGetFloat(out double number));
                WriteFloat(text, number);
                break;
            case TomlKind.Boolean:
                Assert.True(value.TryGetBoolean(out bool truth));
                text.Append(truth ? "true" : "false");
                break;
            case TomlKind.Array:
                WriteArray(text, value.Array!);
                break;
            case TomlKind.Table:
                Write(text, value.Table!);
                break;
            default:
                Assert.Equal(value.Kind, value.DateTime!.Kind);
                text.Append(value.Kind).Append(' ').Append(value.DateTime);
                break;
        }
    }

    private static void WriteArray(StringBuilder text, TomlArray array)
    {
        text.Append('[');
        string separator = "";
        foreach (TomlValue item in array)
        {
            text.Append(separator);
            separator = ",";
            Write(text, item);
        }

        text.Append(']');
    }

    private static void WriteFloat(StringBuilder text, double number)
    {
        string shown = number.ToString("R", CultureInfo.InvariantCulture);
        bool isWhole = number == Math.Truncate(number) && !shown.Contains('E') && !double.IsInfinity(number);
        text.Append(shown).Append(isWhole ? ".0" : "");
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case < ' ' or '\u007F':
                    text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
