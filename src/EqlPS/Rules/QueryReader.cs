using System.Management.Automation;
using EqlPS.Diagnostics;
using EqlPS.Errors;
using EqlPS.Schema;

namespace EqlPS.Rules;

/// <summary>Reads queries that were typed or pasted.</summary>
internal static class QueryReader
{
    private const string Name = "Query";

    /// <summary>The query.</summary>
    /// <exception cref="EqlUsageException">It is refused; the id is the code of its first error.</exception>
    public static EqlQuery Read(string text, EqlQueryOptions options, Action<string> warn)
    {
        string clean = PastedText.Clean(text);
        var schemas = new SchemaSet([FieldSchema.Open(options.TimestampField)]);
        if (!EqlQuery.TryCreate(clean, options, schemas, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics))
        {
            string code = diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Code.ToString();
            throw new EqlUsageException(
                code, Visible.Text(DiagnosticFormatter.Format(clean, diagnostics)), ErrorCategory.ParserError, text,
                new EqlException(clean, diagnostics));
        }

        if (diagnostics.Count > 0)
        {
            warn(Visible.Text(DiagnosticFormatter.Format(clean, diagnostics)));
        }

        return query!;
    }

    /// <summary>A rule that alerts where a query, which was read, finds something.</summary>
    public static EqlRule ToRule(EqlQuery query, int number) => new()
    {
        RuleId = number == 0 ? "query" : FormattableString.Invariant($"query-{number + 1}"),
        Name = number == 0 ? Name : FormattableString.Invariant($"{Name} {number + 1}"),
        Description = "A query given at the prompt.",
        Query = query.Text,
        Severity = RuleSeverity.Low,
        RiskScore = 21,
        Path = Name,
        Line = 1,
        TimestampField = null,
    };
}
