namespace EqlPS.Values;

/// <summary>Comparison of numbers of different width: as whole numbers where both are, else widened to double.</summary>
internal static class NumberOrder
{
    /// <summary>Order of two numbers; NaN is below all others and equal to itself, so that keys can be sorted.</summary>
    public static int Compare(in EqlValue left, in EqlValue right)
    {
        if (left.Kind == EqlValueKind.Double || right.Kind == EqlValueKind.Double)
        {
            double a = left.AsDouble();
            double b = right.AsDouble();
            return a == b ? 0 : a.CompareTo(b);
        }

        if (left.Kind == right.Kind)
        {
            return left.Kind == EqlValueKind.Integer
                ? left.AsInteger().CompareTo(right.AsInteger())
                : left.AsUnsigned().CompareTo(right.AsUnsigned());
        }

        // An unsigned value is kept only above the range of the signed ones.
        return left.Kind == EqlValueKind.UnsignedInteger ? 1 : -1;
    }

    /// <summary>Whether either number is NaN, which compares false with everything.</summary>
    public static bool IsUnordered(in EqlValue left, in EqlValue right) => IsNaN(left) || IsNaN(right);

    private static bool IsNaN(in EqlValue value) => value.Kind == EqlValueKind.Double && double.IsNaN(value.AsDouble());
}
