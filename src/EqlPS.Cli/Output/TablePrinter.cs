using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EqlPS.Cli.Output;

/// <summary>
/// Prints lines in columns as wide as their content, within a total width; what does not fit ends in an ellipsis. The first lines decide
/// how wide the columns are, so that memory does not grow with the table.
/// </summary>
internal sealed class TablePrinter(TextWriter output, int width, IReadOnlyList<string> titles, int firstFlexible) : IDisposable
{
    private const int PageSize = 500;
    private const int Gap = 2;
    private const int LeastColumn = 6;
    private const int LongestCharacter = 12;

    private readonly List<TableLine> _page = [];
    private readonly StringWriter _drawn = new() { NewLine = "\n" };
    private int[]? _widths;

    /// <summary>Adds a line of cells; they hold no hidden characters.</summary>
    public void Add(string[] cells) => Add(new TableLine(cells, null));

    /// <summary>Adds text across all columns; it holds no hidden characters.</summary>
    public void Add(string text) => Add(new TableLine(null, text));

    public void Flush()
    {
        if (_page.Count == 0)
        {
            return;
        }

        bool isFirst = _widths is null;
        _widths ??= Fit(Measure());
        IAnsiConsole console = CreateConsole();
        if (isFirst)
        {
            console.Write(CreateTable([titles.ToArray(), .. new[] { _widths.Select(w => new string('─', w)).ToArray() }]));
        }

        for (int i = 0; i < _page.Count;)
        {
            if (_page[i].Text is string text)
            {
                _drawn.WriteLine(CutTo(text, width));
                i++;
                continue;
            }

            int end = i;
            while (end < _page.Count && _page[end].Cells is not null)
            {
                end++;
            }

            console.Write(CreateTable(_page.GetRange(i, end - i).Select(l => l.Cells!)));
            i = end;
        }

        _page.Clear();
        foreach (string line in _drawn.ToString().Split('\n')[..^1])
        {
            output.WriteLine(line.TrimEnd());
        }

        _drawn.GetStringBuilder().Clear();
    }

    public void Dispose() => _drawn.Dispose();

    private static int CellCount(string text) => new Segment(text).CellCount();

    // Character by character as people see them: one may be two columns wide, and bring marks that take no column and would pile up.
    private static string CutTo(string text, int most)
    {
        var cut = new StringBuilder();
        int cells = 0;
        bool fits = CellCount(text) <= most;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int length = StringInfo.GetNextTextElementLength(rest);
            int taken = length <= LongestCharacter ? length : 1;
            int width = CellCount(rest[..taken].ToString());
            if (!fits && cells + width > most - 1)
            {
                return cut.Append('…').ToString();
            }

            cut.Append(rest[..taken]);
            cells += width;
            rest = rest[length..];
        }

        return cut.ToString();
    }

    private void Add(TableLine line)
    {
        _page.Add(line);
        if (_page.Count == PageSize)
        {
            Flush();
        }
    }

    // Columns that are empty throughout are left out.
    private int[] Measure()
    {
        int[] widths = new int[titles.Count];
        foreach (TableLine line in _page)
        {
            for (int i = 0; line.Cells is not null && i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], Math.Min(width, CellCount(line.Cells[i])));
            }
        }

        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = widths[i] == 0 ? 0 : Math.Max(widths[i], CellCount(titles[i]));
        }

        return widths;
    }

    // Takes from the widest column until all fit; the widest of all at first keeps a quarter of the line.
    private int[] Fit(int[] widths)
    {
        int main = Array.IndexOf(widths, widths.Max());
        int total = widths.Sum() + (Gap * (widths.Count(w => w > 0) - 1));
        for (; total > width; total--)
        {
            int widest = -1;
            for (int i = firstFlexible; i < widths.Length; i++)
            {
                int least = i == main ? width / 4 : LeastColumn;
                widest = widths[i] > least && (widest < 0 || widths[i] >= widths[widest]) ? i : widest;
            }

            if (widest < 0)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private string Cut(string cell, int column) => _widths![column] == 0 ? string.Empty : CutTo(cell, _widths[column]);

    private Table CreateTable(IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        for (int i = 0, last = Array.FindLastIndex(_widths!, w => w > 0); i < titles.Count; i++)
        {
            if (_widths![i] > 0)
            {
                var padding = new Padding(0, 0, i == last ? 0 : Gap, 0);
                table.AddColumn(new TableColumn(string.Empty) { Width = _widths[i], NoWrap = true, Padding = padding });
            }
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(Cut).Where((_, i) => _widths![i] > 0).Select(IRenderable (cell) => new Spectre.Console.Text(cell)));
        }

        return table;
    }

    private IAnsiConsole CreateConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_drawn),
        });
        console.Profile.Width = Math.Max(width, _widths!.Sum() + (Gap * titles.Count));
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
