using System.Globalization;
using System.Text;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Fills the queries of a <c>[transform]</c> table into an investigation guide, in the form exports have.</summary>
/// <remarks>
/// A guide names them <c>$investigate_0</c>, <c>${osquery_1}</c> and so on; <c>$$</c> is a dollar sign; all other dollars stay. The text
/// put in is <c>!{investigate{...}}</c> with compact JSON, keys sorted and ASCII only.
/// </remarks>
internal static class RuleNote
{
    public static string Render(string note, TomlTable transform, TomlValue origin, RuleFindings findings)
    {
        StringBuilder rendered = new(note.Length + 256);
        int copied = 0;
        int dollar;
        for (int from = 0; (dollar = note.IndexOf('$', from)) >= 0;)
        {
            int end = FindName(note, dollar, out int nameStart, out int nameEnd);
            from = Math.Max(end, dollar + 1);
            if (end < 0)
            {
                continue;
            }

            if (nameStart == nameEnd)
            {
                rendered.Append(note, copied, dollar + 1 - copied);
                copied = end;
                continue;
            }

            string name = note.Substring(nameStart, nameEnd - nameStart);
            if (FindEntry(transform, name, out string plugin) is TomlValue entry)
            {
                rendered.Append(note, copied, dollar - copied).Append("!{").Append(plugin);
                RuleNoteJson.Write(rendered, entry);
                rendered.Append('}');
                copied = end;
            }
            else if (plugin.Length > 0)
            {
                string message = $"The guide names ${name}, but [transform] has no such entry; the name stays as it is.";
                findings.Warn(RuleCodes.NoteReference, message, origin.Locate(dollar));
            }
        }

        return rendered.Append(note, copied, note.Length - copied).ToString();
    }

    /// <summary>The end of a placeholder and its name, which is empty for <c>$$</c>; -1 if the dollar stands for itself.</summary>
    private static int FindName(string note, int dollar, out int start, out int end)
    {
        start = end = dollar + 1;
        if (start < note.Length && note[start] == '$')
        {
            return start + 1;
        }

        bool isBraced = start < note.Length && note[start] == '{';
        start += isBraced ? 1 : 0;
        end = start;
        while (end < note.Length && (IsLetter(note[end]) || end > start && TomlNumbers.IsDigit(note[end])))
        {
            end++;
        }

        if (end == start || isBraced && (end == note.Length || note[end] != '}'))
        {
            return -1;
        }

        return isBraced ? end + 1 : end;
    }

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    /// <summary>The table a name such as <c>osquery_3</c> means, or null; the plugin is empty if it is another kind of name.</summary>
    private static TomlValue? FindEntry(TomlTable transform, string name, out string plugin)
    {
        int underscore = name.IndexOf('_');
        plugin = underscore < 0 ? "" : name.Substring(0, underscore);
        if (plugin is not ("investigate" or "osquery")
            || !int.TryParse(name.Substring(underscore + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || name.Length > underscore + 2 && name[underscore + 1] == '0')
        {
            plugin = "";
            return null;
        }

        bool isThere = transform.TryGet(plugin, out TomlValue? entries) && entries.Array is TomlArray array && index < array.Count;
        return isThere ? entries!.Array![index] : null;
    }
}
