using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>
/// What suppression made of an alert: the fields of which its group shares the values, and the alerts that were folded into it.
/// </summary>
/// <param name="fields">The fields of the group; their values are those of the alert.</param>
/// <param name="start">Time of the first alert of the group; null if unknown.</param>
internal sealed class AlertFolding(IReadOnlyList<string> fields, Timestamp? start)
{
    public IReadOnlyList<string> Fields { get; } = fields;

    public Timestamp? Start { get; } = start;

    /// <summary>Time of the last alert of the group.</summary>
    public Timestamp? End { get; private set; } = start;

    /// <summary>Alerts folded into this one.</summary>
    public long Count { get; private set; }

    /// <summary>Folds in another alert of the group.</summary>
    public void Add(Timestamp? time)
    {
        Count++;
        End = time ?? End;
    }
}
