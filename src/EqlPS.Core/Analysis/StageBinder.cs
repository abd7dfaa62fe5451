using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Parsing;

namespace EqlPS.Analysis;

/// <summary>Binds what stands in brackets: category, condition, join keys and the number of runs.</summary>
internal sealed class StageBinder
{
    private const int MostRuns = 100;

    // Every stage has a copy of the shared keys: without a limit, a short text could ask for any number of them.
    private const int MostKeys = 100;

    private readonly AnalysisOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private readonly ExpressionBinder _expressions;
    private readonly ConditionNormalizer _normalizer;

    public StageBinder(AnalysisOptions options, DiagnosticBag diagnostics)
    {
        _options = options;
        _diagnostics = diagnostics;
        _expressions = new ExpressionBinder(options, diagnostics);
        _normalizer = new ConditionNormalizer(diagnostics);
    }

    public BoundFilter BindFilter(EventFilter filter)
    {
        BoundField? categoryField = null;
        if (filter.Category is not null)
        {
            var field = new FieldExpression(_options.EventCategoryField, IsOptional: false) { Span = filter.Span };
            categoryField = _expressions.ResolveField(field);
        }

        BoundExpression condition = _normalizer.Normalize(_expressions.Bind(filter.Condition));
        return new BoundFilter(filter.Span, filter.Category, categoryField, condition);
    }

    public BoundStage BindStage(Stage stage, NodeList<Expression> sharedKeys)
    {
        int keyCount = sharedKeys.Count + stage.Keys.Count;
        if (keyCount > MostKeys)
        {
            Expression excess = sharedKeys.Count > MostKeys ? sharedKeys[MostKeys] : stage.Keys[MostKeys - sharedKeys.Count];
            _diagnostics.Error(DiagnosticCode.TooManyJoinKeys, excess.Span, keyCount, MostKeys);
        }

        BoundKey[] keys = sharedKeys.Concat(stage.Keys).Take(MostKeys).Select(BindKey).ToArray();
        return new BoundStage(BindFilter(stage.Filter), keys, stage.IsMissing, RunsOf(stage.Option));
    }

    private BoundKey BindKey(Expression key)
    {
        if (key is FieldExpression field)
        {
            return new BoundKey(key.Span, _expressions.ResolveField(field), field.IsOptional);
        }

        _diagnostics.Error(DiagnosticCode.JoinKeyNotField, key.Span, BoundText.Shown(key.ToString()));
        return new BoundKey(key.Span, null, IsOptional: true);
    }

    private int RunsOf(StageOption? option)
    {
        if (option is null)
        {
            return 1;
        }

        if (option.Name != "runs")
        {
            _diagnostics.Error(DiagnosticCode.UnknownStageOption, option.Span, BoundText.Shown(option.Name));
            return 1;
        }

        if (option.Value.Value is long runs and >= 1 and <= MostRuns)
        {
            return (int)runs;
        }

        // More than one was meant, so the sequence is not called too short as well.
        _diagnostics.Error(DiagnosticCode.RunsOutOfRange, option.Value.Span, BoundText.Shown(option.Value.ToString()));
        return 2;
    }
}
