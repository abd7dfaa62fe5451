using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>A value of the raw record outside EventData: one text or several; an empty one is absent.</summary>
[HotPath]
internal sealed class RawNode(int slot) : MappingNode
{
    public override EqlValue Evaluate(MappingFrame frame)
    {
        ref readonly EqlValue value = ref frame.Raw(slot);
        return value.Kind switch
        {
            EqlValueKind.Text => value.AsText().Length == 0 ? default : value,
            EqlValueKind.Null or EqlValueKind.Date => value,

            // A reader uses the storage of its lists again, and what is made of them may be remembered.
            EqlValueKind.List => EqlValue.List(value.AsList().ToArray(), 0, value.Count),
            _ => EqlValue.From(TextForm.Of(value)),
        };
    }

    public override bool MayHave(MappingFrame frame) => frame.MayHaveRaw(slot);
}
