using System.Globalization;
using System.Text;
using EqlPS.Mappings;
using EqlPS.Mappings.Steps;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>
/// The generated tables of docs/mapping.md are current. With EQLPS_UPDATE_DOCS=1 in the environment they are written anew.
/// </summary>
public sealed class MappingDocumentationTests
{
    private static readonly string Path = System.IO.Path.Combine(SharedData.Repository, "docs", "mapping.md");

    [Fact]
    public void TablesAreCurrent()
    {
        lock (Path)
        {
            Check();
        }
    }

    private static void Check()
    {
        string text = File.ReadAllText(Path).ReplaceLineEndings("\n");
        string current = Fill(Fill(Fill(text, "steps", Steps()), "functions", Functions()), "events", Events());
        if (Environment.GetEnvironmentVariable("EQLPS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path, current);
        }

        Assert.Equal(current, File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }

    /// <summary>Compares a generated table of the page, or writes it anew.</summary>
    internal static void CheckPart(string name, string head, IEnumerable<string> rows)
    {
        lock (Path)
        {
            string text = File.ReadAllText(Path).ReplaceLineEndings("\n");
            string current = Fill(text, name, Table(head, rows));
            if (Environment.GetEnvironmentVariable("EQLPS_UPDATE_DOCS") == "1")
            {
                File.WriteAllText(Path, current);
            }

            Assert.Equal(current, File.ReadAllText(Path).ReplaceLineEndings("\n"));
        }
    }

    private static string Fill(string text, string name, string content)
    {
        string begin = $"<!-- {name}: generated -->\n";
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int end = text.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal);
        Assert.True(start >= begin.Length && end >= start, $"the place for {name} is missing");
        return text[..start] + content + text[end..];
    }

    private static string Steps() => Table(
        "| step | what it gives |",
        StepTable.Definitions.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => $"| `{s.Name}` | {s.Summary} |"));

    private static string Functions() => Table(
        "| function | what it gives |",
        StepTable.CombinationDefinitions.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => $"| `{c.Name}` | {c.Summary} |"));

    private static string Events() => Table(
        "| log | event id | mapped fields |",
        new MappingCatalog(MappingSet.BuiltIn, MappingProfile.Default).Events()
            .OrderBy(e => e.Title, StringComparer.Ordinal)
            .ThenBy(e => int.Parse(e.EventId, CultureInfo.InvariantCulture))
            .Select(e => string.Create(CultureInfo.InvariantCulture, $"| {e.Title} | {e.EventId} | {e.Fields.Count} |")));

    private static string Table(string head, IEnumerable<string> rows)
    {
        var table = new StringBuilder(head).Append('\n').Append('|');
        for (int i = head.Count(c => c == '|'); i > 1; i--)
        {
            table.Append("---|");
        }

        table.Append('\n');
        foreach (string row in rows)
        {
            table.Append(row).Append('\n');
        }

        return table.ToString();
    }
}
