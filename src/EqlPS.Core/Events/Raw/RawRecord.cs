using EqlPS.Execution;

namespace EqlPS.Events.Raw;

/// <summary>
/// A whole Windows event record before mapping, whatever it was read from: its values by source path, in the order of the record.
/// </summary>
/// <remarks>
/// Source paths name places in the event's XML: <c>System/EventID</c>, <c>System/Provider/@Name</c>, <c>System/TimeCreated/@SystemTime</c>,
/// <c>System/Execution/@ProcessID</c>, <c>System/Security/@UserID</c>, <c>EventData/Image</c> for named data, <c>EventData/#2</c> for the
/// second unnamed one (counted from 1, named ones included), <c>UserData/LogFileCleared/SubjectUserName</c>, <c>RenderingInfo/Task</c>.
/// </remarks>
internal sealed class RawRecord(EventLocation location, IReadOnlyList<RawField> fields, IRecordHash hash)
{
    public EventLocation Location { get; } = location;

    public IReadOnlyList<RawField> Fields { get; } = fields;

    /// <summary>The hash of the record's bytes in its source.</summary>
    public IRecordHash Hash { get; } = hash;
}
