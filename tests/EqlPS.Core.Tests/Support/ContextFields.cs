using EqlPS.Evaluation;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Tests;

/// <summary>Takes all values of an event or a record at once.</summary>
internal static class ContextFields
{
    /// <summary>The values of all slots.</summary>
    public static EqlValue[] All(this EvaluationContext context) =>
        Enumerable.Range(0, context.FieldCount).Select(slot => context.Field(slot)).ToArray();

    /// <summary>Moves to the next record and reads all its values; false at the end.</summary>
    public static bool Read(this RawRecordReader reader, EqlValue[] slots, FaultCounter faults)
    {
        if (!reader.Read(faults))
        {
            return false;
        }

        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = reader.Value(slot);
        }

        return true;
    }
}
