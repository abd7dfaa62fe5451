using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>
/// An object of a list of objects while it is a value: its parts in one text, parted by a control character that no part keeps. The mapping
/// file names the parts; the document writes the object, and each part is a field of its own.
/// </summary>
internal static class ObjectText
{
    private const char Separator = '\u001F';

    public static string Of(params string[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i].Replace(Separator, ' ');
        }

        return string.Join("\u001F", parts);
    }

    /// <summary>A part, from 0; null if it is empty or absent.</summary>
    public static EqlValue Part(string text, int index)
    {
        int start = 0;
        for (; index > 0; index--)
        {
            int separator = text.IndexOf(Separator, start);
            if (separator < 0)
            {
                return default;
            }

            start = separator + 1;
        }

        int end = text.IndexOf(Separator, start);
        int length = (end < 0 ? text.Length : end) - start;
        return length == 0 ? default : EqlValue.From(text.Substring(start, length));
    }
}
