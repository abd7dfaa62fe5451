using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Diagnostics;
using EqlPS.Functions;
using EqlPS.Parsing;
using EqlPS.Platform;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Analysis;

/// <summary>Resolves the names of an expression, checks its types and folds its constants, from the leaves up.</summary>
internal sealed class ExpressionBinder
{
    private readonly AnalysisOptions _options;
    private readonly DiagnosticBag _diagnostics;
    private readonly PredicateBinder _predicates;
    private readonly PatternBinder _patterns;
    private readonly CallBinder _calls;
    private readonly ConstantFolder _folder;

    public ExpressionBinder(AnalysisOptions options, DiagnosticBag diagnostics)
    {
        _options = options;
        _diagnostics = diagnostics;
        _folder = new ConstantFolder(options, diagnostics);
        _predicates = new PredicateBinder(options, diagnostics, _folder);
        _patterns = new PatternBinder(options, diagnostics, _folder);
        _calls = new CallBinder(options, diagnostics, _folder);
    }

    /// <summary>Fields of results rather than events may be read, as behind a pipe.</summary>
    public PipeScope? PipeScope { get; init; }

    /// <summary>The bound expression. After an error a null constant stands in, so that the rest is still checked.</summary>
    public BoundExpression Bind(Expression expression) =>
        StackGuard.HasRoom ? BindNode(expression) : StackGuard.OnFreshStack(BindNode, expression);

    private BoundExpression BindNode(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                return new BoundConstant(literal.Span, ValueOf(literal));
            case FieldExpression field:
                return BindField(field);
            case LogicalExpression logical:
                return BindLogical(logical);
            case NotExpression not:
                BoundExpression operand = Bind(not.Operand);
                return IsBoolean(operand) ? _folder.Fold(new BoundNot(not.Span, operand)) : Nothing(not);
            case ComparisonExpression comparison:
                return _predicates.BindComparison(comparison, Bind(comparison.Left), Bind(comparison.Right));
            case InExpression membership:
                return _predicates.BindIn(membership, Bind(membership.Operand), membership.Items.Select(Bind).ToArray());
            case PatternExpression pattern:
                return _patterns.Bind(pattern, Bind(pattern.Operand), pattern.Patterns.Select(Bind).ToArray());
            case ArithmeticExpression arithmetic:
                return BindArithmetic(arithmetic);
            case SignExpression sign:
                return BindSign(sign);
            case CallExpression call:
                return _calls.Bind(call, call.Arguments.Select(Bind).ToArray());
            case ProcessRelationExpression relation:
                _diagnostics.Error(DiagnosticCode.ProcessRelationUnsupported, relation.Span, relation.Relation);
                return Nothing(relation);
            default:
                throw new InvalidOperationException($"no binding for {expression.GetType().Name}");
        }
    }

    /// <summary>A plain field, whatever its type; null if it is optional and does not exist.</summary>
    public BoundField? ResolveField(FieldExpression field)
    {
        if (field.HasIndex)
        {
            _diagnostics.Error(DiagnosticCode.ArrayIndexUnsupported, field.Span);
            return null;
        }

        if (!_options.Schemas.Knows(field.Path))
        {
            if (!field.IsOptional)
            {
                string suggestion = _diagnostics.WantsSuggestions ? Suggestions.For(field.Path, _options.Schemas.Paths) : string.Empty;
                _diagnostics.Error(DiagnosticCode.UnknownField, field.Span, BoundText.Shown(field.Path), suggestion);
            }

            return null;
        }

        FieldType type = _options.Schemas.TypeOf(field.Path);
        if (_options.IsElasticsearchCompatible && (type.Type == EqlType.Unsupported || type.IsAnalyzedText || type.IsNested))
        {
            _diagnostics.Error(
                DiagnosticCode.UnsupportedFieldType, field.Span, BoundText.Shown(field.Path), type.IsNested ? "nested" : type.MappedName);
            return null;
        }

        return new BoundField(field.Span, field.Path, type.Type == EqlType.Unsupported ? FieldType.Unmapped : type)
        {
            IsOptional = field.IsOptional,
        };
    }

    private static BoundConstant Nothing(Node node) => new(node.Span, EqlValue.Null);

    private static EqlValue ValueOf(LiteralExpression literal) => literal.Value switch
    {
        null => EqlValue.Null,
        bool value => EqlValue.From(value),
        long value => EqlValue.From(value),
        ulong value => EqlValue.From(value),
        double value => EqlValue.From(value),
        string value => EqlValue.From(value),
        _ => throw new InvalidOperationException($"no value for a literal of {literal.Value.GetType().Name}"),
    };

    private BoundExpression BindField(FieldExpression field)
    {
        if (PipeScope?.TryBindColumn(field) is BoundField column)
        {
            return column;
        }

        if (PipeScope is not null && PipeScope.TrySplit(field.Path, out _, out string inner))
        {
            BoundField? ofEvent = ResolveField(field with { Path = inner, HasIndex = false });
            return ofEvent is null ? Nothing(field) : new BoundField(field.Span, field.Path, ofEvent.FieldType);
        }

        return (BoundExpression?)ResolveField(field) ?? Nothing(field);
    }

    private BoundExpression BindLogical(LogicalExpression logical)
    {
        BoundExpression[] operands = logical.Operands.Select(Bind).ToArray();
        bool isValid = true;
        foreach (BoundExpression operand in operands)
        {
            isValid &= IsBoolean(operand);
        }

        return isValid ? _folder.Fold(new BoundLogical(logical.Span, logical.IsOr, operands)) : Nothing(logical);
    }

    private BoundExpression BindArithmetic(ArithmeticExpression arithmetic)
    {
        BoundExpression left = Bind(arithmetic.First);
        foreach (ArithmeticTerm term in arithmetic.Terms)
        {
            string symbol = OperatorNames.Of(term.Operator);
            BoundExpression right = Bind(term.Operand);
            if (!IsNumber(left, symbol) | !IsNumber(right, symbol))
            {
                return Nothing(arithmetic);
            }

            var span = TextSpan.FromBounds(arithmetic.Span.Start, term.Operand.Span.End);
            left = _folder.Fold(new BoundCall(span, FunctionTable.OfOperator(symbol), ignoresCase: false, [left, right]));
        }

        return left;
    }

    private BoundExpression BindSign(SignExpression sign)
    {
        BoundExpression operand = Bind(sign.Operand);
        if (!IsNumber(operand, sign.IsNegative ? "-" : "+"))
        {
            return Nothing(sign);
        }

        return sign.IsNegative ? _folder.Fold(new BoundNegation(sign.Span, operand)) : operand;
    }

    private bool IsBoolean(BoundExpression operand)
    {
        if (operand.Type is EqlType.Any or EqlType.Null or EqlType.Boolean)
        {
            return true;
        }

        _diagnostics.Error(DiagnosticCode.ConditionNotBoolean, operand.Span, BoundText.Of(operand), BoundText.TypeOf(operand));
        return false;
    }

    private bool IsNumber(BoundExpression operand, string symbol)
    {
        if (operand.Type is EqlType.Any or EqlType.Null or EqlType.Number)
        {
            return true;
        }

        _diagnostics.Error(DiagnosticCode.OperandType, operand.Span, symbol, "numbers", BoundText.Of(operand), BoundText.TypeOf(operand));
        return false;
    }
}
