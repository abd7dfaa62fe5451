using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>
/// A text of an event that is too long to be held on to for as long as the event may matter: its beginning, a hash, and where to read all.
/// </summary>
/// <param name="beginning">Its first <see cref="LongestKept"/> characters.</param>
/// <param name="standIn">Stands for it where texts are only told apart: the beginning and a hash of all of it.</param>
[HotPath]
internal abstract class LongText(string beginning, string standIn)
{
    /// <summary>Texts of so many characters, and shorter ones, are held on to.</summary>
    public const int LongestKept = 256;

    /// <summary>The same for equal texts, and that of no other text. Longer than <see cref="LongestKept"/>.</summary>
    public string StandIn { get; } = standIn;

    /// <summary>All of it.</summary>
    public abstract string Read();

    /// <summary>The order of texts, of which some may be long ones: code unit by code unit.</summary>
    public static int CompareOrdinal(object left, object right)
    {
        var leftLong = left as LongText;
        var rightLong = right as LongText;
        return HaveSameBeginning(leftLong, rightLong)
            ? leftLong!.StandIn == rightLong!.StandIn ? 0 : string.CompareOrdinal(leftLong.Read(), rightLong.Read())
            : string.CompareOrdinal(leftLong?.StandIn ?? (string)left, rightLong?.StandIn ?? (string)right);
    }

    /// <summary>The order of values, of which some may be stand-ins.</summary>
    /// <param name="left">A value, or a stand-in.</param>
    /// <param name="leftLong">What it stands for; null for a value.</param>
    /// <param name="right">Likewise.</param>
    /// <param name="rightLong">Likewise.</param>
    public static int Compare(in EqlValue left, LongText? leftLong, in EqlValue right, LongText? rightLong)
    {
        int order = ValueOrder.Compare(left, right);
        return order != 0 && HaveSameBeginning(leftLong, rightLong)
            ? CodePointComparer.Compare(leftLong!.Read().AsSpan(), rightLong!.Read().AsSpan())
            : order;
    }

    private string Beginning => beginning;

    // Where beginnings differ, or a text is all of another's beginning, stand-ins compare as the texts do.
    private static bool HaveSameBeginning(LongText? left, LongText? right) =>
        left is not null && right is not null && left.Beginning == right.Beginning;
}
