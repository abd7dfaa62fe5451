using System.Globalization;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Schema;

namespace EqlPS.Analysis;

/// <summary>
/// What names mean behind a pipe: fields of the first event, <c>events[n].field</c>, and the columns that counting pipes add.
/// </summary>
internal sealed class PipeScope(bool hasCounts)
{
    /// <summary>The path of a column that a counting pipe adds starts so; no event has such a field.</summary>
    public const string ColumnPrefix = "#";

    private const string EventsPrefix = "events[";

    private static readonly string[] CountColumns = ["count", "percent", "key"];

    /// <summary>The column that a counting pipe added, or null if the name means something else.</summary>
    public BoundField? TryBindColumn(FieldExpression field) =>
        hasCounts && CountColumns.Contains(field.Path) ? new BoundField(field.Span, ColumnPrefix + field.Path, FieldType.Unmapped) : null;

    /// <summary>Takes <c>events[1].process.name</c> apart; events count from 0.</summary>
    public static bool TrySplit(string path, out int index, out string inner)
    {
        index = 0;
        inner = path;
        int close = path.IndexOf("].", StringComparison.Ordinal);
        if (!path.StartsWith(EventsPrefix, StringComparison.Ordinal) || close < 0)
        {
            return false;
        }

        string number = path.Substring(EventsPrefix.Length, close - EventsPrefix.Length);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        inner = path.Substring(close + 2);
        return inner.IndexOf('[') < 0;
    }
}
