using EqlPS.Explanation;

namespace EqlPS.Objects;

/// <summary>Why an event meets a condition, or does not.</summary>
public sealed class EqlExplanation
{
    internal EqlExplanation(string name, EqlEvent source, ExplainedPart condition)
    {
        Name = name;
        Event = source;
        Condition = condition;
    }

    /// <summary>Name of the rule, or <c>Query</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the event meets the condition.</summary>
    public bool IsMatch => Condition.IsMet;

    /// <summary>The tests on which the answer hangs, as the query writes them.</summary>
    public string[] DecidedBy => Condition.FindDecisiveTests().Select(part => part.Text).ToArray();

    /// <summary>The condition as a tree, with the value and truth of every part.</summary>
    public ExplainedPart Condition { get; }

    /// <summary>The event.</summary>
    public EqlEvent Event { get; }

    /// <summary>The tree, a part a line.</summary>
    public override string ToString() => Condition.ToString();
}
