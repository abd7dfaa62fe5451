using System.Text;

namespace EqlPS.Guides;

/// <summary>
/// Fills fields into SQL. A value becomes a constant of its own, or stays within the quotes that the template has around it; it can never
/// end them.
/// </summary>
internal static class OsqueryFilling
{
    private enum Place
    {
        Plain,
        SingleQuoted,
        DoubleQuoted,
        BackQuoted,
        Bracketed,
        LineComment,
        BlockComment,
    }

    /// <summary>The filled query; null if a field is missing or cannot be written where it stands.</summary>
    /// <param name="template">SQL with <c>{{field}}</c>.</param>
    /// <param name="values">The alert; null for none.</param>
    /// <param name="unresolved">Takes each field that stands in the way.</param>
    public static string? Fill(string template, GuideValues? values, ICollection<string> unresolved)
    {
        var sql = new StringBuilder(template.Length + 64);
        Place place = Place.Plain;
        int from = 0;
        for (int start, end; GuidePlaceholders.TryFind(template, from, out start, out end, out string field); from = end)
        {
            place = Walk(template, from, start, place);
            sql.Append(template, from, start - from);
            bool isNumber = false;
            string? value = values?.Texts(field, out isNumber).FirstOrDefault();
            if (value is null || !TryWrite(sql, value, isNumber, place))
            {
                if (!unresolved.Contains(field))
                {
                    unresolved.Add(field);
                }
            }
        }

        return unresolved.Count > 0 ? null : sql.Append(template, from, template.Length - from).ToString();
    }

    // SQLite has no escape for the character that ends its statements, and in names and comments a value has no business.
    private static bool TryWrite(StringBuilder sql, string value, bool isNumber, Place place)
    {
        if (value.IndexOf('\0') >= 0)
        {
            return false;
        }

        switch (place)
        {
            case Place.Plain when isNumber:
                sql.Append(value);
                return true;
            case Place.Plain:
                sql.Append('\'').Append(value.Replace("'", "''")).Append('\'');
                return true;
            case Place.SingleQuoted:
                sql.Append(value.Replace("'", "''"));
                return true;
            case Place.DoubleQuoted:
                sql.Append(value.Replace("\"", "\"\""));
                return true;
            default:
                return false;
        }
    }

    // A doubled quote ends a text and begins it again, which comes to the same.
    private static Place Walk(string sql, int from, int to, Place place)
    {
        for (int i = from; i < to; i++)
        {
            char next = i + 1 < to ? sql[i + 1] : '\0';
            switch (place)
            {
                case Place.Plain:
                    place = Enter(sql[i], next);
                    i += place is Place.LineComment or Place.BlockComment ? 1 : 0;
                    break;
                case Place.BlockComment:
                    if (sql[i] == '*' && next == '/')
                    {
                        place = Place.Plain;
                        i++;
                    }

                    break;
                default:
                    place = sql[i] == EndOf(place) ? Place.Plain : place;
                    break;
            }
        }

        return place;
    }

    private static Place Enter(char c, char next) => c switch
    {
        '\'' => Place.SingleQuoted,
        '"' => Place.DoubleQuoted,
        '`' => Place.BackQuoted,
        '[' => Place.Bracketed,
        '-' when next == '-' => Place.LineComment,
        '/' when next == '*' => Place.BlockComment,
        _ => Place.Plain,
    };

    private static char EndOf(Place place) => place switch
    {
        Place.SingleQuoted => '\'',
        Place.DoubleQuoted => '"',
        Place.BackQuoted => '`',
        Place.Bracketed => ']',
        _ => '\n',
    };
}
