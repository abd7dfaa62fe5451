using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>What is known of the fields of all events of one kind, such as those of one event id, before any of them is read.</summary>
internal abstract class FieldLayout
{
    /// <summary>Whether every event of the kind has the same value in a slot, which may be none.</summary>
    public abstract bool IsConstant(int slot, out EqlValue value);
}
