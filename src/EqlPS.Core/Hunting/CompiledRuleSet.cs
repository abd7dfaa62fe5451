using EqlPS.Analysis.Bound;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Hunting.Candidates;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>
/// Rules compiled against one field table, so that one pass over the events serves them all. A rule whose query is refused is a finding;
/// the others run. Immutable once made.
/// </summary>
internal sealed class CompiledRuleSet
{
    // Fewer are read sooner than threads start.
    private const int ManyRules = 64;

    private readonly List<CompiledRule> _rules = [];
    private readonly List<RuleOrder> _orders = [];
    private readonly List<RuleWindow> _windows = [];
    private readonly List<RuleDiagnostic> _diagnostics = [];

    private CompiledRuleSet(Dictionary<string, FieldType> dates)
    {
        Schema = new FieldSchema(dates, [], isClosed: false);
        Fields = new FieldTable([.. dates.Keys]);
    }

    public IReadOnlyList<CompiledRule> Rules => _rules;

    /// <summary>The different orders of events that the rules ask for; the first is that of <c>@timestamp</c>.</summary>
    public IReadOnlyList<RuleOrder> Orders => _orders;

    /// <summary>The different times by which rules see what a hunt's bounds let through.</summary>
    public IReadOnlyList<RuleWindow> Windows => _windows;

    /// <summary>What was found in the queries, by position in the rule files.</summary>
    public IReadOnlyList<RuleDiagnostic> Diagnostics => _diagnostics;

    /// <summary>The fields that readers have to fill.</summary>
    public FieldTable Fields { get; }

    /// <summary>The field types that the rules count on: whatever orders events is a date.</summary>
    public FieldSchema Schema { get; }

    public RuleIndex Index { get; private set; } = null!;

    /// <summary>Events that no rule, or not every rule, gets to see.</summary>
    public ExceptionFilter Exceptions { get; private set; } = null!;

    /// <summary>Alerts among the events, and who gets to see them.</summary>
    public AlertInputs Alerts { get; private set; } = null!;

    /// <param name="rules">The rules, each id once.</param>
    /// <param name="exceptions">Events to leave out; null for none.</param>
    public static CompiledRuleSet Compile(IEnumerable<EqlRule> rules, ExceptionSet? exceptions = null)
    {
        EqlRule[] all = rules.ToArray();
        var dates = new Dictionary<string, FieldType>(StringComparer.Ordinal) { [new EqlQueryOptions().TimestampField] = FieldType.Date };
        foreach (string field in all.SelectMany(r => new[] { r.TimestampField, r.TimestampOverride }).OfType<string>())
        {
            dates[field] = FieldType.Date;
        }

        var set = new CompiledRuleSet(dates);
        set.OrderFor(new EqlQueryOptions());
        var schemas = new SchemaSet([set.Schema]);
        foreach (CheckedRule rule in CheckAll(all, schemas))
        {
            set.Add(rule);
        }

        set.Index = new RuleIndex(set._rules, set.Fields);
        set.Exceptions = ExceptionFilter.Compile(exceptions ?? ExceptionSet.Empty, set._rules, set.Fields);
        set.Alerts = new AlertInputs(set.Fields);
        return set;
    }

    // Queries are read apart from each other, which takes most of the time; only what follows depends on the rules before.
    private static CheckedRule[] CheckAll(EqlRule[] rules, SchemaSet schemas)
    {
        var all = new CheckedRule[rules.Length];
        if (rules.Length >= ManyRules)
        {
            Parallel.For(0, rules.Length, i => all[i] = Check(rules[i], schemas));
            return all;
        }

        for (int i = 0; i < rules.Length; i++)
        {
            all[i] = Check(rules[i], schemas);
        }

        return all;
    }

    private static CheckedRule Check(EqlRule rule, SchemaSet schemas)
    {
        var options = new EqlQueryOptions
        {
            EventCategoryField = rule.EventCategoryOverride ?? new EqlQueryOptions().EventCategoryField,
            TimestampField = rule.TimestampField ?? new EqlQueryOptions().TimestampField,
            TiebreakerField = rule.TiebreakerField,
        };
        bool isValid = EqlQuery.TryCreate(rule.Query, options, schemas, out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics);
        return new CheckedRule(rule, options, isValid ? query : null, diagnostics);
    }

    private void Add(CheckedRule found)
    {
        (EqlRule rule, EqlQueryOptions options, EqlQuery? query, IReadOnlyList<Diagnostic> diagnostics) = found;
        foreach (Diagnostic diagnostic in diagnostics)
        {
            bool isError = diagnostic.Severity == DiagnosticSeverity.Error;
            Tell(rule, diagnostic.Code.ToString(), diagnostic.Message, diagnostic.Span, isError ? RuleDiagnosticSeverity.Error
                : RuleDiagnosticSeverity.Warning);
        }

        if (query is null)
        {
            return;
        }

        if (query.Bound.Pipes.FirstOrDefault(p => p.Kind == PipeKind.Count) is BoundPipe count)
        {
            const string Message = "A rule cannot end in [| count]: it makes rows without events, and an alert needs its events.";
            Tell(rule, HuntingCodes.RowsAreNoAlerts, Message, count.Span, RuleDiagnosticSeverity.Error);
            return;
        }

        CompiledQuery program = query.Compile(Fields);
        _rules.Add(new CompiledRule(_rules.Count, rule, query, program, OrderFor(options), WindowFor(rule)));
    }

    private void Tell(EqlRule rule, string code, string message, TextSpan span, RuleDiagnosticSeverity severity)
    {
        (int line, int column) = rule.LocateQuery(span.Start);
        _diagnostics.Add(new RuleDiagnostic(code, message, rule.Path, line, column, severity));
    }

    private RuleWindow WindowFor(EqlRule rule)
    {
        string? field = rule.TimestampOverride == new EqlQueryOptions().TimestampField ? null : rule.TimestampOverride;
        bool hasFallback = field is null || !rule.TimestampOverrideFallbackDisabled;
        RuleWindow? window = _windows.Find(w => w.Field == field && w.HasFallback == hasFallback);
        if (window is null)
        {
            window = new RuleWindow(_windows.Count, field, hasFallback, Fields);
            _windows.Add(window);
        }

        return window;
    }

    private RuleOrder OrderFor(EqlQueryOptions options)
    {
        RuleOrder? order = _orders.Find(o => o.TimestampField == options.TimestampField && o.TiebreakerField == options.TiebreakerField);
        if (order is null)
        {
            order = new RuleOrder(_orders.Count, options.TimestampField, options.TiebreakerField, Fields);
            _orders.Add(order);
        }

        return order;
    }

    /// <param name="Rule">The rule.</param>
    /// <param name="Options">How its query reads events.</param>
    /// <param name="Query">Its query; null if it is refused.</param>
    /// <param name="Diagnostics">What was found in it.</param>
    private sealed record CheckedRule(EqlRule Rule, EqlQueryOptions Options, EqlQuery? Query, IReadOnlyList<Diagnostic> Diagnostics);
}
