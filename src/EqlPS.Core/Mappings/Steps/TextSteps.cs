using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Small steps over one text.</summary>
[HotPath]
internal static class TextSteps
{
    public static EqlValue Lower(in EqlValue value) => EqlValue.From(value.AsText().ToLowerInvariant());

    public static EqlValue Trim(in EqlValue value) => value.AsText().Trim() is { Length: > 0 } text ? EqlValue.From(text) : default;

    /// <summary>What precedes the first occurrence of a text; the whole where there is none.</summary>
    public static Conversion Before(string mark) => (in EqlValue value) =>
    {
        string text = value.AsText();
        int end = text.IndexOf(mark, StringComparison.Ordinal);
        return end < 0 ? value : end == 0 ? default : EqlValue.From(text.Substring(0, end));
    };

    /// <summary>The text without a beginning that it may have.</summary>
    public static Conversion Without(string prefix) => (in EqlValue value) =>
    {
        string text = value.AsText();
        return text.StartsWith(prefix, StringComparison.Ordinal) ? EqlValue.From(text.Substring(prefix.Length)) : value;
    };

    /// <summary>The text if it begins so; null otherwise.</summary>
    public static Conversion Starting(string prefix) =>
        (in EqlValue value) => value.AsText().StartsWith(prefix, StringComparison.Ordinal) ? value : default;

    /// <summary>The text if it is one of the words; null otherwise.</summary>
    public static Conversion Only(IReadOnlyList<string> words) => (in EqlValue value) => Contains(words, value.AsText()) ? value : default;

    /// <summary>The text unless it is one of the words.</summary>
    public static Conversion Except(IReadOnlyList<string> words) =>
        (in EqlValue value) => Contains(words, value.AsText()) ? default : value;

    /// <summary>Whether the text is the word.</summary>
    public static Conversion Is(string word) => (in EqlValue value) => EqlValue.From(value.AsText() == word);

    /// <summary>The value that a table has for the text; without a row null, or the text itself if it is to be kept.</summary>
    public static Conversion Lookup(ValueTable table, bool keep) =>
        (in EqlValue value) => table.TryFind(value.AsText(), out EqlValue found) ? found : keep ? value : default;

    /// <summary>The values of a table whose bits the number has.</summary>
    public static Conversion Flags(ValueTable table) =>
        (in EqlValue value) => NumberSteps.TryReadBits(value.AsText().AsSpan(), out ulong bits) ? table.FindFlags(bits) : default;

    /// <summary>One part of an object of a list of objects, from 0; see <see cref="ObjectText"/>.</summary>
    public static Conversion Part(int index) => (in EqlValue value) => ObjectText.Part(value.AsText(), index);

    private static bool Contains(IReadOnlyList<string> words, string text)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
