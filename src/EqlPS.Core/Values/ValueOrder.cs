using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>
/// The total order of values that join keys, sorting and grouping use: null, boolean, number, text by code point, date, ip, version.
/// </summary>
[HotPath]
internal static class ValueOrder
{
    public static int Compare(in EqlValue left, in EqlValue right)
    {
        int group = Group(left.Kind).CompareTo(Group(right.Kind));
        if (group != 0)
        {
            return group;
        }

        return left.Kind switch
        {
            EqlValueKind.Null => 0,
            EqlValueKind.Boolean => left.AsBoolean().CompareTo(right.AsBoolean()),
            EqlValueKind.Text => ReferenceEquals(left.AsText(), right.AsText()) ? 0 : CompareText(left.AsText(), right.AsText()),
            EqlValueKind.Date => left.AsDate().CompareTo(right.AsDate()),
            EqlValueKind.Ip => left.AsIp().CompareTo(right.AsIp()),
            EqlValueKind.Version => left.AsVersion().CompareTo(right.AsVersion()),
            EqlValueKind.List => CompareLists(left.AsList(), right.AsList()),
            _ => NumberOrder.Compare(left, right),
        };
    }

    /// <summary>A hash that agrees with <see cref="Compare"/>: equal values have equal hashes.</summary>
    public static int Hash(in EqlValue value) => value.Kind switch
    {
        EqlValueKind.Null => 0,
        EqlValueKind.Boolean => value.AsBoolean() ? 1 : 2,
        EqlValueKind.Text => value.AsText().GetHashCode(),
        EqlValueKind.Date => value.AsDate().GetHashCode(),
        EqlValueKind.Ip => value.AsIp().GetHashCode(),
        EqlValueKind.Version => value.AsVersion().GetHashCode(),
        EqlValueKind.List => value.Count,
        _ => value.AsDouble().GetHashCode(),
    };

    private static int CompareText(string left, string right) =>
        string.Equals(left, right) ? 0 : CodePointComparer.Compare(left.AsSpan(), right.AsSpan());

    private static int CompareLists(ReadOnlySpan<EqlValue> left, ReadOnlySpan<EqlValue> right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = Compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Group(EqlValueKind kind) =>
        (int)(kind is EqlValueKind.UnsignedInteger or EqlValueKind.Double ? EqlValueKind.Integer : kind);
}
