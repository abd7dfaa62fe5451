using EqlPS.Ast;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Tests;

/// <summary><c>field in (constants)</c>: equality with any, texts and numbers by hash.</summary>
[HotPath]
internal sealed class SetTest : ValueTest
{
    private readonly HashSet<string> _texts;
    private readonly HashSet<EqlValue> _numbers;
    private readonly ConstantComparisonTest[] _others;

    public SetTest(IReadOnlyList<ConstantForms> constants)
    {
        Constants = constants;
        _texts = new HashSet<string>(constants.Select(c => c.Text), StringComparer.Ordinal);
        _numbers = new HashSet<EqlValue>(constants.Select(c => c.Number).Where(n => !n.IsNull));
        _others = constants.Select(c => new ConstantComparisonTest(ComparisonOperator.Equal, c)).ToArray();
    }

    public IReadOnlyList<ConstantForms> Constants { get; }

    public override bool Passes(in EqlValue value, FaultCounter faults)
    {
        if (value.Kind == EqlValueKind.Text)
        {
            return _texts.Contains(value.AsText());
        }

        if (value.IsNumber)
        {
            return !NumberOrder.IsUnordered(value, value) && _numbers.Contains(value);
        }

        foreach (ConstantComparisonTest other in _others)
        {
            if (other.Passes(value, faults))
            {
                return true;
            }
        }

        return false;
    }
}
