using EqlPS.Values;

namespace EqlPS.Evaluation;

/// <summary>Where a context takes the fields of its event from, each when it is asked for.</summary>
internal abstract class FieldSource
{
    /// <summary>An event without fields.</summary>
    public static FieldSource Empty { get; } = new NoFields();

    /// <summary>What is known of the current event from its kind; null if every event can have any fields.</summary>
    public virtual FieldLayout? Layout => null;

    /// <summary>
    /// Events of one layout with the same number have values in the same slots as far as <see cref="MayHave"/> can tell; 0 tells nothing.
    /// </summary>
    public virtual ulong Presence => 0;

    /// <summary>The value of a slot of the current event; null if it has none.</summary>
    /// <param name="slot">Its number in the field table that the source was made for.</param>
    /// <param name="faults">Counts values that do not fit.</param>
    public abstract EqlValue Read(int slot, FaultCounter faults);

    /// <summary>False if the current event has no value for a slot; true if it has one, or only reading it can tell.</summary>
    public abstract bool MayHave(int slot);

    private sealed class NoFields : FieldSource
    {
        public override EqlValue Read(int slot, FaultCounter faults) => default;

        public override bool MayHave(int slot) => false;
    }
}
