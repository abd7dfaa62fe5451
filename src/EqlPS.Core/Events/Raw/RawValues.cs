using EqlPS.Values;

namespace EqlPS.Events.Raw;

/// <summary>
/// The values of a raw record by slot, one for each source path of the table it is read for. Each is read when it is asked for.
/// </summary>
internal abstract class RawValues
{
    /// <summary>
    /// Records of one kind with the same number have values in the same slots as far as <see cref="MayHave"/> can tell; 0 tells nothing.
    /// </summary>
    public virtual ulong Presence => 0;

    /// <summary>The value of a slot: null if there is none, a list if there are several. It is good until the next record.</summary>
    public abstract EqlValue Value(int slot);

    /// <summary>
    /// Reads a slot whose value is one text that surely is a time, without making the text; false if it is anything else, or if only
    /// <see cref="Value"/> can tell.
    /// </summary>
    public virtual bool TryReadTime(int slot, out Timestamp time)
    {
        time = default;
        return false;
    }

    /// <summary>False if a slot has no value; true if it has one, or only reading it can tell.</summary>
    public abstract bool MayHave(int slot);
}
