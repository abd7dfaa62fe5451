using System.Text;
using System.Text.RegularExpressions;

namespace EqlPS.Tests.Support;

/// <summary>Takes a file of statements apart, each of which ends in a semicolon; strings and comments may hold semicolons too.</summary>
internal static class EqlStatements
{
    private const string CommentStringOrCharacter =
        "//[^\\n]*|/\\*.*?\\*/|\"\"\"[^\\n]*?\"\"\"+|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`|.";

    /// <summary>The statements, and the text after the last of them without its comments.</summary>
    public static (List<string> Statements, string Remainder) Split(string text)
    {
        var statements = new List<string>();
        var current = new StringBuilder();
        foreach (Match part in Regex.Matches(text, CommentStringOrCharacter, RegexOptions.Singleline))
        {
            if (part.Value == ";")
            {
                statements.Add(current.ToString().Trim());
                current.Clear();
            }
            else if (!part.Value.StartsWith("//", StringComparison.Ordinal) && !part.Value.StartsWith("/*", StringComparison.Ordinal))
            {
                current.Append(part.Value);
            }
        }

        return (statements, current.ToString());
    }
}
