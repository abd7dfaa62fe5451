using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Parsing;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS;

/// <summary>
/// An EQL query that was read and checked. The phases stand here in order: text to syntax tree, syntax tree to bound query, bound query to
/// program. Immutable, and safe for any number of threads.
/// </summary>
public sealed class EqlQuery
{
    private readonly Query _tree;
    private readonly BoundQuery _bound;
    private readonly Timestamp _now;

    private EqlQuery(string text, Query tree, BoundQuery bound, IReadOnlyList<Diagnostic> warnings, EqlQueryOptions options, Timestamp now)
    {
        Text = text;
        _tree = tree;
        _bound = bound;
        Warnings = warnings;
        Options = options;
        _now = now;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    public EqlQueryOptions Options { get; }

    /// <summary>What is valid, but probably not meant.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    internal BoundQuery Bound => _bound;

    /// <summary>What <c>now</c> means in its date constants.</summary>
    internal Timestamp Now => _now;

    /// <summary>Reads a query.</summary>
    /// <exception cref="EqlException">The query is refused; the message shows every error with its position.</exception>
    public static EqlQuery Parse(string text, EqlQueryOptions? options = null) =>
        TryParse(text, options, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics)
            ? query!
            : throw new EqlException(text, diagnostics);

    /// <summary>Reads a query; false, with at least one error among the diagnostics, if it is refused.</summary>
    public static bool TryParse(string text, EqlQueryOptions? options, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics)
    {
        options ??= new EqlQueryOptions();
        return TryCreate(text, options, new SchemaSet([FieldSchema.Open(options.TimestampField)]), out query, out diagnostics);
    }

    /// <summary>The query as canonical EQL.</summary>
    public override string ToString() => _tree.ToString();

    internal static bool TryCreate(
        string text, EqlQueryOptions options, SchemaSet schemas, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics)
    {
        query = null;
        ParseResult parsed = EqlParser.Parse(text);
        if (parsed.Query is null)
        {
            diagnostics = parsed.Diagnostics;
            return false;
        }

        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        AnalysisResult analysed = Analyzer.Analyze(parsed.Query, new AnalysisOptions
        {
            Schemas = schemas,
            EventCategoryField = options.EventCategoryField,
            IsElasticsearchCompatible = options.IsElasticsearchCompatible,
            Now = now,
        });
        diagnostics = [.. parsed.Diagnostics, .. analysed.Diagnostics];
        if (analysed.Query is null)
        {
            return false;
        }

        query = new EqlQuery(text, parsed.Query, analysed.Query, diagnostics, options, now);
        return true;
    }

    /// <summary>Compiles the query against a field table, which it may share with others.</summary>
    internal CompiledQuery Compile(FieldTable fields) => new QueryCompiler(fields, _now).Compile(_bound);
}
