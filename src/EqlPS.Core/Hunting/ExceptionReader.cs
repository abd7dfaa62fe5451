using System.Text;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;
using EqlPS.Rules;

namespace EqlPS.Hunting;

/// <summary>
/// Reads exceptions: EQL conditions, one a line (<c>//</c> and <c>#</c> begin comments), or the items of Elastic exception lists as JSON or
/// one a line. The content decides which it is.
/// </summary>
internal static class ExceptionReader
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaximumFileSize = 20 * 1024 * 1024;

    private const string Prefix = "any where ";

    /// <summary>Reads a file; one that cannot be read is a finding.</summary>
    public static ExceptionSet Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length > MaximumFileSize
                ? Refuse(path, FormattableString.Invariant($"The file has {file.Length} bytes; exceptions take up to {MaximumFileSize}."))
                : Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refuse(path, error.Message);
        }
    }

    /// <summary>Reads the content of a file.</summary>
    public static ExceptionSet Parse(byte[] content, string path)
    {
        int start = content.Length >= 3 && content[0] == 0xEF && content[1] == 0xBB && content[2] == 0xBF ? 3 : 0;
        string text = Encoding.UTF8.GetString(content, start, content.Length - start);
        char first = text.FirstOrDefault(c => !char.IsWhiteSpace(c));
        return first is '{' or '[' ? ExceptionListReader.Read(content.AsSpan(start).ToArray(), path) : ReadConditions(text, path);
    }

    /// <summary>Several files as one set.</summary>
    public static ExceptionSet ReadAll(IEnumerable<string> paths)
    {
        ExceptionSet[] sets = paths.Select(Read).ToArray();
        return new ExceptionSet(sets.SelectMany(s => s.Items).ToArray(), sets.SelectMany(s => s.Diagnostics).ToArray());
    }

    private static ExceptionSet ReadConditions(string text, string path)
    {
        var items = new List<ExceptionItem>();
        var diagnostics = new List<RuleDiagnostic>();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            int indent = lines[i].IndexOf(line, StringComparison.Ordinal);
            ParseResult parsed = EqlParser.Parse(Prefix + line);
            if (parsed.Query is null)
            {
                Diagnostic error = parsed.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
                int column = Math.Max(0, error.Span.Start - Prefix.Length) + indent + 1;
                diagnostics.Add(new RuleDiagnostic(error.Code.ToString(), error.Message, path, i + 1, column,
                    RuleDiagnosticSeverity.Error));
            }
            else if (parsed.Query.Pipes.Count > 0)
            {
                diagnostics.Add(Unreadable("An exception is a condition; it takes no pipes.", path, i + 1, indent + 1));
            }
            else
            {
                Expression condition = ((EventQuery)parsed.Query.Body).Filter.Condition;
                if (ExceptionFilter.Check(condition) is string reason)
                {
                    diagnostics.Add(Unreadable(reason, path, i + 1, indent + 1));
                }
                else
                {
                    items.Add(new ExceptionItem(line, condition, null));
                }
            }
        }

        return new ExceptionSet(items, diagnostics);
    }

    private static ExceptionSet Refuse(string path, string message) => new([], [Unreadable(message, path, 0, 0)]);

    private static RuleDiagnostic Unreadable(string message, string path, int line, int column) =>
        new(HuntingCodes.ExceptionUnreadable, message, path, line, column, RuleDiagnosticSeverity.Error);
}
