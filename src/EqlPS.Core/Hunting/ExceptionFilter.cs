using EqlPS.Analysis;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Hunting;

/// <summary>Exceptions compiled with a set of rules. Immutable.</summary>
internal sealed class ExceptionFilter
{
    private readonly Condition[] _forAll;
    private readonly Condition[]?[] _byRule;

    private ExceptionFilter(Condition[] forAll, Condition[]?[] byRule, IReadOnlyList<string> refused)
    {
        _forAll = forAll;
        _byRule = byRule;
        Refused = refused;
    }

    /// <summary>Exceptions that cannot be put in force, each with the reason.</summary>
    public IReadOnlyList<string> Refused { get; }

    public static ExceptionFilter Compile(ExceptionSet exceptions, IReadOnlyList<CompiledRule> rules, FieldTable fields)
    {
        var refused = new List<string>();
        var forAll = new List<Condition>();
        var byRule = new List<Condition>?[rules.Count];
        foreach (ExceptionItem item in exceptions.Items)
        {
            Condition? condition = Compile(item.Condition, fields, out string? reason);
            if (condition is null)
            {
                refused.Add($"{item.Name}: {reason}");
                continue;
            }

            CompiledRule[] named = item.ListId is null ? [] : rules.Where(r => Names(r.Rule, item.ListId)).ToArray();
            if (named.Length == 0)
            {
                forAll.Add(condition);
            }

            foreach (CompiledRule rule in named)
            {
                (byRule[rule.Number] ??= []).Add(condition);
            }
        }

        return new ExceptionFilter([.. forAll], byRule.Select(conditions => conditions?.ToArray()).ToArray(), refused);
    }

    /// <summary>Why a condition is refused, or null: for messages when exceptions are read.</summary>
    public static string? Check(Expression condition) => Compile(condition, new FieldTable(), out string? reason) is null ? reason : null;

    /// <summary>Whether no rule gets to see the event in the context.</summary>
    public bool Excludes(EvaluationContext context) => IsAnyMet(_forAll, context);

    /// <summary>Whether the rule does not get to see the event in the context.</summary>
    public bool Excludes(CompiledRule rule, EvaluationContext context) =>
        _byRule[rule.Number] is Condition[] conditions && IsAnyMet(conditions, context);

    private static bool Names(EqlRule rule, string listId) => rule.ExceptionsList.Any(reference => reference.ListId == listId);

    private static bool IsAnyMet(Condition[] conditions, EvaluationContext context)
    {
        foreach (Condition condition in conditions)
        {
            if (condition.IsMet(context))
            {
                return true;
            }
        }

        return false;
    }

    private static Condition? Compile(Expression condition, FieldTable fields, out string? reason)
    {
        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        var query = new Query(new EventQuery(new EventFilter(null, condition)), NodeList<Pipe>.Empty);
        AnalysisResult analysed = Analyzer.Analyze(query, new AnalysisOptions
        {
            Schemas = new SchemaSet([FieldSchema.Open(new EqlQueryOptions().TimestampField)]),
            Now = now,
        });
        reason = analysed.Query is null ? analysed.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).Message : null;
        return analysed.Query is null ? null : new QueryCompiler(fields, now).Compile(analysed.Query).Stages[0].Condition;
    }
}
