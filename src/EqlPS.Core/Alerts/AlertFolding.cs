using EqlPS.Values;

namespace EqlPS.Alerts;

/// <summary>What suppression made of an alert: the values that its group shares, and the alerts that were folded into it.</summary>
/// <param name="terms">Each field of the group with the JSON of its value, null where it is missing.</param>
/// <param name="start">Time of the first alert of the group; null if unknown.</param>
internal sealed class AlertFolding(IReadOnlyList<KeyValuePair<string, EventNode?>> terms, Timestamp? start)
{
    public IReadOnlyList<KeyValuePair<string, EventNode?>> Terms { get; } = terms;

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
