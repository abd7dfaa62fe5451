using EqlPS.Events.Cutting;
using EqlPS.Events.Input;

namespace EqlPS.Events;

/// <summary>How the readers of text report what they cannot read.</summary>
internal static class BlockLosses
{
    /// <summary>
    /// Counts a record that cannot be read. Where the source broke off within it, that is what is counted, and not twice.
    /// </summary>
    public static void Lose(this EventBlock? block, InputLossLog losses, RecordCutter records, EventLocation location, string fault)
    {
        if (records.IsAtEnd && block?.Troubles is { Texts.Count: > 0 })
        {
            losses.Note(location, fault);
        }
        else
        {
            losses.Add(location, fault);
        }
    }

    /// <summary>Counts what went wrong below the records, at the place where reading ended.</summary>
    public static void LoseTroubles(this EventBlock? block, InputLossLog losses, RecordCutter records)
    {
        if (block?.Troubles is InputTroubles troubles)
        {
            troubles.MoveTo(losses, new EventLocation(block.Source.Name, records.Line, records.Offset));
        }
    }
}
