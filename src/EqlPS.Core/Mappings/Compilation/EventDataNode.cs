using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// A value of EventData, as collectors take it: of several with one name the first that is not empty, always a text, line ends as LF. Empty
/// texts and those that the mapping file calls absent are absent.
/// </summary>
[HotPath]
internal sealed class EventDataNode(int slot, IReadOnlyList<string> absent) : MappingNode
{
    public int Slot => slot;

    public override EqlValue Evaluate(MappingFrame frame) => Clean(frame.Raw(slot), absent);

    public override bool MayHave(MappingFrame frame) => frame.MayHaveRaw(slot);

    public static EqlValue Clean(in EqlValue raw, IReadOnlyList<string> absent)
    {
        EqlValue value = FirstText(raw);
        if (value.IsNull)
        {
            return default;
        }

        string text = value.AsText();
        for (int i = 0; i < absent.Count; i++)
        {
            string candidate = absent[i];
            if (candidate.Length == text.Length && string.Equals(candidate, text, StringComparison.Ordinal))
            {
                return default;
            }
        }

        return text.IndexOf('\r') < 0 ? value : EqlValue.From(text.Replace("\r\n", "\n"));
    }

    /// <summary>The first text that is not empty; null if there is none.</summary>
    public static EqlValue FirstText(in EqlValue raw)
    {
        for (int i = 0; i < raw.Count; i++)
        {
            EqlValue item = raw.ItemAt(i);
            EqlValue text = item.Kind is EqlValueKind.Text or EqlValueKind.Null ? item : EqlValue.From(TextForm.Of(item));
            if (!text.IsNull && text.AsText().Length > 0)
            {
                return text;
            }
        }

        return default;
    }
}
