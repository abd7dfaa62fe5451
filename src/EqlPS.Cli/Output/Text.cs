using System.Globalization;
using System.Text;

namespace EqlPS.Cli.Output;

/// <summary>Text from logs, queries and paths made safe to show: it may hold anything.</summary>
internal static class Text
{
    private const char Mark = '\uFFFD';

    /// <summary>Control, format and bidirectional characters, which could rewrite a terminal's screen, become visible marks.</summary>
    public static string Visible(string text) => Visible(text, keepsLines: false);

    /// <summary>The same for text of several lines.</summary>
    public static string VisibleLines(string text) => Visible(text, keepsLines: true);

    private static string Visible(string text, bool keepsLines)
    {
        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isLineEnd = keepsLines && rune.Value == '\n';
            if (HiddenCharacters.Contains(rune) && !isLineEnd)
            {
                visible.Append(Mark);
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    /// <summary>A number and what is counted: <c>1 file</c>, <c>2 files</c>.</summary>
    public static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? string.Empty : "s")}");

    /// <summary>The text, or its beginning with an ellipsis if it is longer than the width.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
}
