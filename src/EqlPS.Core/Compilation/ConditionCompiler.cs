using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Scalars;
using EqlPS.Evaluation.Tests;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>
/// Compiles normalised conditions; leaves over one field and constants get a test of their own, all others the general form.
/// </summary>
internal sealed class ConditionCompiler(FieldTable fields, Timestamp now)
{
    /// <summary>The condition of a filter: its category, then what stands behind <c>where</c>.</summary>
    public Condition Compile(BoundFilter filter)
    {
        Condition condition = Compile(filter.Condition);
        if (filter.Category is null)
        {
            return condition;
        }

        var category = new ConstantComparisonTest(ComparisonOperator.Equal, new ConstantForms(EqlValue.From(filter.Category), now));
        var isInCategory = new FieldCondition(fields.SlotOf(filter.CategoryField!.Path), category);
        return condition is ConstantCondition constant
            ? constant.Answer ? isInCategory : constant
            : new AllOfCondition([isInCategory, condition]);
    }

    public Condition Compile(BoundExpression expression) => Compile(expression, depth: 0);

    private Condition Compile(BoundExpression expression, int depth)
    {
        Condition condition = StackGuard.HasRoom
            ? CompileNode(expression, depth)
            : StackGuard.OnFreshStack(state => CompileNode(state.expression, state.depth), (expression, depth));
        return depth > 0 && depth % DeepScalar.Interval == 0 ? new DeepCondition(condition) : condition;
    }

    private Condition[] CompileAll(IReadOnlyList<BoundExpression> expressions, int depth)
    {
        var conditions = new Condition[expressions.Count];
        for (int i = 0; i < conditions.Length; i++)
        {
            conditions[i] = Compile(expressions[i], depth);
        }

        return conditions;
    }

    private Condition CompileNode(BoundExpression expression, int depth) => expression switch
    {
        BoundConstant constant => new ConstantCondition(constant.Value.IsTrue),
        BoundNot not => new NotCondition(Compile(not.Operand, depth + 1)),
        BoundLogical { IsOr: true } or => new AnyOfCondition(CompileAll(or.Operands, depth + 1)),
        BoundLogical and => new AllOfCondition(CompileAll(and.Operands, depth + 1)),
        _ => CompileLeaf(expression),
    };

    private Condition CompileLeaf(BoundExpression expression) => expression switch
    {
        BoundNullTest { Operand: BoundField field } => new FieldMissingCondition(SlotOf(field)),
        BoundComparison { Left: BoundField field, Right: BoundConstant constant } comparison =>
            new FieldCondition(SlotOf(field), ValueTestCompiler.Comparison(comparison.Operator, field, constant, now)),
        BoundIn { Operand: BoundField field } membership when ValueTestCompiler.TryCompile(membership, now) is ValueTest test =>
            new FieldCondition(SlotOf(field), test),
        BoundPattern { Operand: BoundField field, Others.Count: 0 } pattern when ValueTestCompiler.Patterns(pattern) is ValueTest test =>
            new FieldCondition(SlotOf(field), test),
        BoundCall { Function.Name: "cidrMatch" } call when call.Arguments[0] is BoundField field =>
            new FieldCondition(SlotOf(field), ValueTestCompiler.Cidr(call.Arguments.Skip(1).Cast<BoundConstant>())),
        _ => CompileExpression(expression),
    };

    private ExpressionCondition CompileExpression(BoundExpression expression)
    {
        var compiler = new ScalarCompiler(now);
        Scalar scalar = compiler.Compile(expression);
        return new ExpressionCondition(compiler.Occurrences.Select(fields.SlotOf).ToArray(), scalar);
    }

    private int SlotOf(BoundField field) => fields.SlotOf(field.Path);
}
