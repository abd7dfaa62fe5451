using System.Globalization;
using System.Text;

namespace EqlPS;

/// <summary>Text from logs and rules made safe to show: it may hold anything.</summary>
public static class Visible
{
    private const char Mark = '\uFFFD';

    /// <summary>
    /// Control, format and bidirectional characters, which could rewrite a terminal's screen, become visible marks; line ends and tabs
    /// stay. The views of events and alerts call it.
    /// </summary>
    /// <param name="text">A text, or null.</param>
    public static string Text(string? text) => Of(text, keepsLines: true);

    /// <summary>The same on one line.</summary>
    /// <param name="text">A text, or null.</param>
    public static string Line(string? text) => Of(text, keepsLines: false);

    /// <summary>The name of a severity, in its colour where that can be shown.</summary>
    /// <param name="severity">A severity.</param>
    /// <param name="hasColours">Whether PowerShell knows how wide coloured text is, and takes colours off where there are none.</param>
    public static string Severity(object? severity, bool hasColours)
    {
        string name = severity?.ToString() ?? string.Empty;
        string? colour = name switch
        {
            "Critical" => "1;97;41",
            "High" => "91",
            "Medium" => "93",
            "Low" => "96",
            _ => null,
        };
        return hasColours && colour is not null ? $"\u001b[{colour}m{name}\u001b[0m" : name;
    }

    /// <summary>A time to the second, as it stands in a column.</summary>
    /// <param name="time">A time in UTC, or null.</param>
    /// <param name="text">What to show where there is none.</param>
    public static string Time(DateTime? time, string? text) =>
        time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Line(text);

    /// <summary>The beginning of a text on one line, for a column beside one that may take several.</summary>
    /// <param name="text">A text, or null.</param>
    /// <param name="length">The most characters.</param>
    public static string Cut(string? text, int length)
    {
        string line = Line(text);
        int end = line.Length > length && char.IsHighSurrogate(line[length - 2]) ? length - 2 : length - 1;
        return line.Length <= length ? line : line.Substring(0, end) + "…";
    }

    private static string Of(string? text, bool keepsLines)
    {
        if (text is null)
        {
            return string.Empty;
        }

        StringBuilder? visible = null;
        for (int i = 0; i < text.Length;)
        {
            int length = i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsHidden(text, i, keepsLines))
            {
                visible ??= new StringBuilder(text, 0, i, text.Length);
                visible.Append(Mark);
            }
            else
            {
                visible?.Append(text, i, length);
            }

            i += length;
        }

        return visible?.ToString() ?? text;
    }

    private static bool IsHidden(string text, int index, bool keepsLines)
    {
        if (text[index] is '\n' or '\r' or '\t')
        {
            return !keepsLines;
        }

        return CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
    }
}
