using System.Runtime.CompilerServices;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Evaluation.Conditions;

/// <summary>
/// A leaf that remembers its answers: the one for the current event, since several rules may ask, and those for texts that it met before,
/// since readers share texts that repeat. Only for leaves that find no faults. For one thread.
/// </summary>
[HotPath]
internal sealed class RememberingCondition(FieldCondition leaf) : Condition
{
    // A power of two. A text that meets another in its place only costs the test again.
    private const int PlaceCount = 64;

    // There are many leaves, and logs choose the texts that they hold on to.
    private const int LongestKept = 1024;

    private string?[]? _texts;
    private bool[] _answers = [];
    private EvaluationContext? _context;
    private int _event;
    private bool _answer;

    /// <summary>What is remembered.</summary>
    public FieldCondition Leaf => leaf;

    public override bool IsMet(EvaluationContext context)
    {
        if (_event != context.EventNumber || _context != context)
        {
            _answer = Ask(context);
            (_context, _event) = (context, context.EventNumber);
        }

        return _answer;
    }

    private bool Ask(EvaluationContext context)
    {
        ref readonly EqlValue value = ref context.Field(leaf.Slot);
        if (value.Kind != EqlValueKind.Text || value.AsText().Length > LongestKept)
        {
            return leaf.IsMet(context);
        }

        if (_texts is null)
        {
            _texts = new string?[PlaceCount];
            _answers = new bool[PlaceCount];
        }

        string text = value.AsText();
        int place = RuntimeHelpers.GetHashCode(text) & (PlaceCount - 1);
        if (!ReferenceEquals(_texts[place], text))
        {
            _answers[place] = leaf.IsMet(context);
            _texts[place] = text;
        }

        return _answers[place];
    }
}
