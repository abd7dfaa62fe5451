using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Steps over lists, and from texts to lists.</summary>
internal static class ListSteps
{
    /// <summary>Up to this many items are compared one with another; longer lists are hashed.</summary>
    private const int ScanLimit = 16;

    public static EqlValue First(in EqlValue value) => value.ItemAt(0);

    public static EqlValue Count(in EqlValue value) => EqlValue.From((long)value.Count);

    /// <summary>Each value once, where it stands first.</summary>
    public static EqlValue Distinct(in EqlValue value)
    {
        if (value.Kind != EqlValueKind.List)
        {
            return value;
        }

        ReadOnlySpan<EqlValue> items = value.AsList();
        HashSet<EqlValue>? seen = items.Length > ScanLimit ? [] : null;
        ListBuilder kept = default;
        for (int i = 0; i < items.Length; i++)
        {
            bool isNew = seen is not null ? seen.Add(items[i]) : items.Slice(0, i).IndexOf(items[i]) < 0;
            if (isNew)
            {
                kept.Add(items[i]);
            }
        }

        return kept.ToValue();
    }

    /// <summary>The items that are not empty.</summary>
    public static EqlValue Present(in EqlValue value)
    {
        ListBuilder kept = default;
        for (int i = 0; i < value.Count; i++)
        {
            EqlValue item = value.ItemAt(i);
            if (item.Kind != EqlValueKind.Text || item.AsText().Length > 0)
            {
                kept.Add(item);
            }
        }

        return kept.ToValue();
    }

    /// <summary>The words of a text, parted by white space.</summary>
    public static EqlValue Words(in EqlValue value)
    {
        string text = value.AsText();
        ListBuilder words = default;
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isBlank = i == text.Length || text[i] is ' ' or '\t' or '\r' or '\n';
            if (isBlank && start >= 0)
            {
                words.Add(text.Substring(start, i - start));
                start = -1;
            }
            else if (!isBlank && start < 0)
            {
                start = i;
            }
        }

        return words.ToValue();
    }
}
