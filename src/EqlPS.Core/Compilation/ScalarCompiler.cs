using EqlPS.Analysis.Bound;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Scalars;
using EqlPS.Evaluation.Tests;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>Compiles an expression to a <see cref="Scalar"/>, numbering its field occurrences.</summary>
internal sealed class ScalarCompiler(Timestamp now)
{
    private readonly List<string> _occurrences = [];
    private int _depth;

    /// <summary>The path of each field occurrence, in the order that <see cref="OccurrenceScalar"/> numbers them.</summary>
    public IReadOnlyList<string> Occurrences => _occurrences;

    /// <summary>The value of an expression that reads no field.</summary>
    public static EqlValue EvaluateConstant(BoundExpression expression, Timestamp now, FaultCounter faults)
    {
        var context = new EvaluationContext(slotCount: 0);
        EqlValue value = new ScalarCompiler(now).Compile(expression).Evaluate(context);
        faults.Add(context.Faults);
        return value;
    }

    public Scalar Compile(BoundExpression expression)
    {
        _depth++;
        Scalar scalar = StackGuard.HasRoom ? CompileNode(expression) : StackGuard.OnFreshStack(CompileNode, expression);
        _depth--;
        return _depth > 0 && _depth % DeepScalar.Interval == 0 ? new DeepScalar(scalar) : scalar;
    }

    private Scalar CompileNode(BoundExpression expression) => expression switch
    {
        BoundConstant constant => new ConstantScalar(constant.Value),
        BoundField field => CompileField(field),
        BoundNullTest test => new NullTestScalar(Compile(test.Operand)),
        BoundNot not => new NotScalar(Compile(not.Operand)),
        BoundLogical logical => new LogicalScalar(logical.IsOr, CompileAll(logical.Operands)),
        BoundComparison comparison => CompileComparison(comparison),
        BoundIn membership => CompileIn(membership),
        BoundPattern pattern => CompilePattern(pattern),
        BoundNegation negation => new NegationScalar(Compile(negation.Operand)),
        BoundCall { Function.Symbol: not null } arithmetic => CompileArithmetic(arithmetic),
        BoundCall call => new CallScalar(call.Function, call.IgnoresCase, CompileAll(call.Arguments)),
        _ => throw new InvalidOperationException($"no compilation for {expression.GetType().Name}"),
    };

    private Scalar[] CompileAll(IReadOnlyList<BoundExpression> expressions) => expressions.Select(Compile).ToArray();

    private OccurrenceScalar CompileField(BoundField field)
    {
        _occurrences.Add(field.Path);
        return new OccurrenceScalar(_occurrences.Count - 1);
    }

    // The operators of a long sum nest to the left, as deep as the sum is long.
    private ArithmeticScalar CompileArithmetic(BoundCall last)
    {
        var calls = new Stack<BoundCall>();
        BoundExpression first = last;
        while (first is BoundCall { Function.Symbol: not null } call)
        {
            calls.Push(call);
            first = call.Arguments[0];
        }

        Scalar start = Compile(first);
        return new ArithmeticScalar(start, calls.Select(c => c.Function).ToArray(), calls.Select(c => Compile(c.Arguments[1])).ToArray());
    }

    private Scalar CompileComparison(BoundComparison comparison) =>
        comparison is { Left: BoundField field, Right: BoundConstant constant }
            ? new TestScalar(Compile(comparison.Left), ValueTestCompiler.Comparison(comparison.Operator, field, constant, now))
            : new ComparisonScalar(comparison.Operator, Compile(comparison.Left), Compile(comparison.Right), now);

    private Scalar CompileIn(BoundIn membership) =>
        ValueTestCompiler.TryCompile(membership, now) is ValueTest test
            ? new TestScalar(Compile(membership.Operand), test)
            : new MembershipScalar(Compile(membership.Operand), CompileAll(membership.Items), membership.IgnoresCase, now);

    private PatternScalar CompilePattern(BoundPattern pattern) => new(
        Compile(pattern.Operand), pattern.Operand is BoundField, ValueTestCompiler.Patterns(pattern), CompileAll(pattern.Others));
}
