using System.Runtime.CompilerServices;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Evaluation.Tests;
using EqlPS.Values;

namespace EqlPS.Tests.Evaluation;

/// <summary>A leaf with a memory answers as the leaf does, and holds on to few and short texts.</summary>
public sealed class RememberingConditionTests
{
    private const int LongestKept = 1024;
    private const int MostKept = 64;

    private readonly RememberingCondition _remembering = new(new FieldCondition(0, new TextPatternTest(["*x"], ignoresCase: false)));
    private readonly EvaluationContext _context = new(1);

    [Fact]
    public void LongTextsAreLetGo()
    {
        WeakReference[] texts = AskAbout(200, LongestKept + 1);
        Assert.DoesNotContain(texts, t => t.IsAlive);
    }

    [Fact]
    public void FewTextsAreHeld()
    {
        WeakReference[] texts = AskAbout(1000, LongestKept);
        Assert.InRange(texts.Count(t => t.IsAlive), 1, MostKept);
    }

    [Fact]
    public void AnswersAreThoseOfTheLeaf()
    {
        string[] texts = ["ax", "a", new string('a', LongestKept) + "x", new string('a', LongestKept), "x", string.Empty];
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            string text = texts[random.Next(texts.Length)];
            Assert.Equal(text.EndsWith('x'), Ask(EqlValue.From(text)));
        }

        Assert.False(Ask(default));
        Assert.True(Ask(EqlValue.List([EqlValue.From("a"), EqlValue.From("ax")], 0, 2)));
    }

    // Nothing here may stay on the stack when the collector looks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] AskAbout(int count, int length)
    {
        WeakReference[] texts = Enumerable.Range(0, count).Select(i => AskOnce(i, length)).ToArray();
        Ask(default);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return texts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AskOnce(int number, int length)
    {
        string text = number.ToString("D6", null) + new string('a', length - 6);
        Assert.False(Ask(EqlValue.From(text)));
        return new WeakReference(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Ask(EqlValue value)
    {
        _context.Begin(FieldSource.Empty);
        _context.Set(0, value);
        return _remembering.IsMet(_context);
    }
}
