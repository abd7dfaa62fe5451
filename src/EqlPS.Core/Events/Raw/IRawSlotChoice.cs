using EqlPS.Values;

namespace EqlPS.Events.Raw;

/// <summary>Tells which slots of a raw record are worth filling, once it is known what kind of event it is.</summary>
internal interface IRawSlotChoice
{
    /// <summary>The slots to fill first: they tell the kind.</summary>
    int[] KeySlots { get; }

    /// <summary>The slots that are wanted of a record. What stands in all others is not looked at.</summary>
    /// <param name="slots">The record's slots; those of <see cref="KeySlots"/> are filled.</param>
    int[] Choose(EqlValue[] slots);
}
