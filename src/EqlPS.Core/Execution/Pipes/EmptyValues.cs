using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>
/// Puts the empty value of its column's type in place of null: <c>""</c>, 0 or false. The type is that of the column's first value.
/// </summary>
internal static class EmptyValues
{
    /// <summary>Replaces the nulls in rows of equal length, in place. A column without any value counts as text.</summary>
    public static void Fill(IReadOnlyList<EqlValue[]> rows)
    {
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        for (int column = 0; column < columns; column++)
        {
            EqlValue empty = EqlValue.From(string.Empty);
            foreach (EqlValue[] row in rows)
            {
                if (!row[column].IsNull)
                {
                    empty = EmptyOf(row[column]);
                    break;
                }
            }

            foreach (EqlValue[] row in rows)
            {
                if (row[column].IsNull)
                {
                    row[column] = empty;
                }
            }
        }
    }

    // Dates, addresses and versions have no empty value: null stays, and comes before them.
    private static EqlValue EmptyOf(in EqlValue value) => value.Kind switch
    {
        EqlValueKind.Boolean => EqlValue.False,
        EqlValueKind.Integer or EqlValueKind.UnsignedInteger => EqlValue.From(0L),
        EqlValueKind.Double => EqlValue.From(0.0),
        EqlValueKind.Text => EqlValue.From(string.Empty),
        EqlValueKind.List => EmptyOf(value.ItemAt(0)),
        _ => EqlValue.Null,
    };
}
