using EqlPS.Events.Records;

namespace EqlPS.Events.Raw;

/// <summary>Makes raw records of their bytes, whenever and on whichever thread it is asked to.</summary>
internal interface IRawRecordForm
{
    /// <summary>The values of a record that was read before.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="writer">Does the work; for one thread at a time.</param>
    IReadOnlyList<RawField> Read(ReadOnlySpan<byte> record, RawRecordWriter writer);
}
