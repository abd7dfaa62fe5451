using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>
/// A value of EventData, as collectors take it: the first of several with one name, always a text, line ends as LF. Empty texts and those
/// that the mapping file calls absent are absent.
/// </summary>
internal sealed class EventDataNode(int slot, IReadOnlyList<string> absent) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame) => Clean(frame.Raw(slot), absent);

    public override bool MayHave(MappingFrame frame) => frame.MayHaveRaw(slot);

    public static EqlValue Clean(in EqlValue raw, IReadOnlyList<string> absent)
    {
        EqlValue value = raw.Kind == EqlValueKind.List ? raw.ItemAt(0) : raw;
        if (value.IsNull)
        {
            return default;
        }

        if (value.Kind != EqlValueKind.Text)
        {
            value = EqlValue.From(TextForm.Of(value));
        }

        string text = value.AsText();
        if (text.Length == 0)
        {
            return default;
        }

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
}
