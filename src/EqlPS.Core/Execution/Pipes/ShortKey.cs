using System.Text;
using EqlPS.Patterns;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>
/// Makes keys that only tell results apart of ones whose values are long: a pipe remembers a key for each result, and a log may have values
/// of any length.
/// </summary>
internal static class ShortKey
{
    private const int MostItems = 32;

    /// <summary>The values with a hash in place of what is long; equal for values that are equal regardless of case.</summary>
    public static EqlValue[] Of(EqlValue[] values) => Array.Exists(values, IsLong) ? Array.ConvertAll(values, value => Of(value)) : values;

    private static bool IsLong(EqlValue value) =>
        value.Kind == EqlValueKind.List ? value.Count > MostItems || AnyIsLong(value) : IsLongText(value);

    private static bool IsLongText(in EqlValue value) =>
        value.Kind == EqlValueKind.Text && value.AsText().Length > LongText.LongestKept;

    private static bool AnyIsLong(in EqlValue list)
    {
        foreach (EqlValue item in list.AsList())
        {
            if (IsLongText(item))
            {
                return true;
            }
        }

        return false;
    }

    private static EqlValue Of(in EqlValue value)
    {
        if (value.Kind != EqlValueKind.List)
        {
            return IsLongText(value) ? Hashed('t', CaseFolding.Fold(value.AsText())) : value;
        }

        EqlValue[] items = Array.ConvertAll(value.AsList().ToArray(), item => Of(item));
        return items.Length > MostItems && Array.TrueForAll(items, item => item.Kind == EqlValueKind.Text)
            ? Hashed('l', Joined(items))
            : EqlValue.List(items, 0, items.Length);
    }

    private static string Joined(EqlValue[] items)
    {
        var text = new StringBuilder();
        foreach (EqlValue item in items)
        {
            // A length before each text keeps different lists from reading alike.
            text.Append(item.AsText().Length).Append(':').Append(CaseFolding.Fold(item.AsText()));
        }

        return text.ToString();
    }

    // Longer than any text that stands for itself.
    private static EqlValue Hashed(char kind, string text) =>
        EqlValue.From((kind + Sha256Hash.HexOf(text)).PadRight(LongText.LongestKept + 1));
}
