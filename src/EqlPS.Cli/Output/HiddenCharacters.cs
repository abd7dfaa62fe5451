using System.Buffers;
using System.Globalization;
using System.Text;

namespace EqlPS.Cli.Output;

/// <summary>
/// Characters that show nothing but change what is shown: controls, which a terminal obeys, and format characters such as bidirectional
/// marks, which make text read as something else.
/// </summary>
internal static class HiddenCharacters
{
    public static bool Contains(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Writes JSON with such characters as escapes, which means the same: outside strings JSON has none but blanks.</summary>
    /// <param name="json">UTF-8; line ends between values stay.</param>
    /// <param name="output">Takes the text.</param>
    public static void WriteEscaped(ReadOnlySpan<byte> json, Stream output)
    {
        while (FindSuspect(json) is >= 0 and int suspect)
        {
            output.Write(json[..suspect]);
            json = json[suspect..];
            bool isCharacter = Rune.DecodeFromUtf8(json, out Rune rune, out int length) == OperationStatus.Done;
            if (isCharacter && Contains(rune))
            {
                output.Write(Encoding.ASCII.GetBytes(Escape(rune)));
            }
            else
            {
                output.Write(json[..length]);
            }

            json = json[length..];
        }

        output.Write(json);
    }

    // All of them are DEL or begin with one of these bytes; most text has none.
    private static int FindSuspect(ReadOnlySpan<byte> json)
    {
        int first = json.IndexOfAnyInRange((byte)0x7F, (byte)0xFF);
        while (first >= 0 && !IsSuspect(json, first))
        {
            int next = json[(first + 1)..].IndexOfAnyInRange((byte)0x7F, (byte)0xFF);
            first = next < 0 ? -1 : first + 1 + next;
        }

        return first;
    }

    private static bool IsSuspect(ReadOnlySpan<byte> json, int index) =>
        json[index] == 0x7F
        || (json[index] >= 0xC0 && Rune.DecodeFromUtf8(json[index..], out Rune rune, out _) == OperationStatus.Done && Contains(rune));

    private static string Escape(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        int count = rune.EncodeToUtf16(units);
        var escape = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            escape.Append(CultureInfo.InvariantCulture, $"\\u{(int)units[i]:x4}");
        }

        return escape.ToString();
    }
}
