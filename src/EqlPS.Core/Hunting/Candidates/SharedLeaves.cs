using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Tests;

namespace EqlPS.Hunting.Candidates;

/// <summary>
/// Gives leaves that cost something to test a memory, and rules that ask for the same the same leaf. One for each thread.
/// </summary>
internal sealed class SharedLeaves
{
    // A memory takes some room, so there is an end to them.
    private const int MostLeaves = 16_384;

    private readonly Dictionary<FieldCondition, RememberingCondition> _byLeaf = [];
    private readonly Dictionary<(int Slot, bool IgnoresCase, string Patterns), RememberingCondition> _byPatterns = [];

    /// <summary>The same condition, its costly leaves with a memory.</summary>
    public Condition Share(Condition condition) => condition switch
    {
        FieldCondition leaf => Share(leaf),
        NotCondition not => Share(not.Operand) is { } operand && operand != not.Operand ? new NotCondition(operand) : not,
        AllOfCondition all => ShareAll(all.Parts) is { } parts ? new AllOfCondition(parts) : all,
        AnyOfCondition any => ShareAll(any.Parts) is { } parts ? new AnyOfCondition(parts) : any,
        _ => condition,
    };

    private Condition[]? ShareAll(IReadOnlyList<Condition> parts)
    {
        Condition[] shared = parts.Select(Share).ToArray();
        return shared.SequenceEqual(parts) ? null : shared;
    }

    private Condition Share(FieldCondition leaf)
    {
        bool isCostly = leaf.Test is TextPatternTest { WildcardCount: > 0 } or RegexTest;
        if (!isCostly || _byLeaf.Count == MostLeaves)
        {
            return leaf;
        }

        if (!_byLeaf.TryGetValue(leaf, out RememberingCondition? remembering))
        {
            _byLeaf.Add(leaf, remembering = leaf.Test is TextPatternTest test ? ByPatterns(leaf, test) : new RememberingCondition(leaf));
        }

        return remembering;
    }

    private RememberingCondition ByPatterns(FieldCondition leaf, TextPatternTest test)
    {
        (int, bool, string) key = (leaf.Slot, test.IgnoresCase, string.Join("\n", test.Patterns.Select(p => $"{p.Length} {p}")));
        if (!_byPatterns.TryGetValue(key, out RememberingCondition? remembering))
        {
            _byPatterns.Add(key, remembering = new RememberingCondition(leaf));
        }

        return remembering;
    }
}
