using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Tests;
using EqlPS.Patterns;
using EqlPS.Values;

namespace EqlPS.Compilation;

/// <summary>Makes the tests of single values that predicates over one field and constants come down to.</summary>
internal static class ValueTestCompiler
{
    /// <summary>The test of a comparison with a constant.</summary>
    public static ValueTest Comparison(ComparisonOperator @operator, BoundField field, BoundConstant constant, Timestamp now)
    {
        var test = new ConstantComparisonTest(@operator, new ConstantForms(constant.Value, now));
        return AddressConstants.AreCompared(field, constant) ? new AddressTextTest(test) : test;
    }

    /// <summary>The test of a list predicate over a field and constants; null for any other.</summary>
    public static ValueTest? TryCompile(BoundIn membership, Timestamp now)
    {
        if (membership.Operand is not BoundField field || !membership.Items.All(i => i is BoundConstant))
        {
            return null;
        }

        IEnumerable<EqlValue> constants = membership.Items.Select(i => ((BoundConstant)i).Value);
        if (membership.IgnoresCase)
        {
            return new IgnoreCaseSetTest(constants.Select(c => TextForm.Of(c)!));
        }

        var test = new SetTest(constants.Select(c => new ConstantForms(c, now)).ToArray());
        return membership.Items.Any(i => AddressConstants.AreCompared(field, (BoundConstant)i)) ? new AddressTextTest(test) : test;
    }

    /// <summary>The test of a pattern predicate's constant patterns; null if it has none.</summary>
    public static ValueTest? Patterns(BoundPattern pattern)
    {
        if (pattern.Patterns.Count == 0)
        {
            return null;
        }

        return pattern.Regex is not null
            ? new RegexTest(pattern.Regex)
            : new TextPatternTest(pattern.Patterns, pattern.Operator != PatternOperator.Like);
    }

    /// <summary>The test of <c>cidrMatch(field, blocks)</c>.</summary>
    public static ValueTest Cidr(IEnumerable<BoundConstant> blocks) =>
        new CidrTest(new CidrSet(blocks.Select(b => ParseBlock(b.Value.AsText()))));

    private static CidrBlock ParseBlock(string text) =>
        CidrBlock.TryParse(text.AsSpan(), out CidrBlock block)
            ? block
            : throw new InvalidOperationException($"a CIDR block passed analysis and does not parse: {text}");
}
