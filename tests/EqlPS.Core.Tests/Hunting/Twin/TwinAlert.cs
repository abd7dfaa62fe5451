using EqlPS.Execution;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>An alert in short, of the hunt or of its slow twin.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Id">The alert's id.</param>
/// <param name="Events">Source and record of each event, <c>-</c> at a missing stage.</param>
/// <param name="Place">The place of its last event.</param>
internal sealed record TwinAlert(string Rule, string Id, string Events, Ordinal Place) : IComparable<TwinAlert>
{
    public int CompareTo(TwinAlert? other)
    {
        int order = Ordinal.Compare(Place, other!.Place);
        order = order != 0 ? order : string.CompareOrdinal(Rule, other.Rule);
        return order != 0 ? order : string.CompareOrdinal(Id, other.Id);
    }

    public override string ToString() => $"{Rule}: {Events}";
}
