using System.Text;

namespace EqlPS.Explanation;

/// <summary>A part of a condition with its truth for one event, and the parts it consists of.</summary>
public sealed class ExplainedPart
{
    internal ExplainedPart(
        ExplainedPartKind kind, string text, bool isMet, IReadOnlyList<ExplainedValue> values, IReadOnlyList<ExplainedPart> parts)
    {
        Kind = kind;
        Text = text;
        IsMet = isMet;
        Values = values;
        Parts = parts;
    }

    /// <summary>What the part is.</summary>
    public ExplainedPartKind Kind { get; }

    /// <summary>The part as the query writes it.</summary>
    public string Text { get; }

    /// <summary>Whether the event meets it.</summary>
    public bool IsMet { get; }

    /// <summary>What the fields and expressions of a test are for the event; empty for all other kinds.</summary>
    public IReadOnlyList<ExplainedValue> Values { get; }

    /// <summary>The parts it consists of; empty for a test.</summary>
    public IReadOnlyList<ExplainedPart> Parts { get; }

    /// <summary>
    /// Whether the answer hangs on this part: of a failed <c>and</c> the first failed part does, of a met <c>or</c> the first met one,
    /// otherwise all of them.
    /// </summary>
    public bool IsDecisive { get; private set; }

    /// <summary>The tests on which the answer hangs, in the order of the query.</summary>
    public IReadOnlyList<ExplainedPart> FindDecisiveTests()
    {
        var found = new List<ExplainedPart>();
        AddDecisiveTests(found);
        return found;
    }

    /// <summary>The tree, a part a line; an arrow marks what decided.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString().TrimEnd();
    }

    internal void MarkDecisive()
    {
        IsDecisive = true;
        bool isOne = (Kind == ExplainedPartKind.And && !IsMet) || (Kind == ExplainedPartKind.Or && IsMet);
        foreach (ExplainedPart part in Parts)
        {
            if (!isOne || part.IsMet == IsMet)
            {
                part.MarkDecisive();
                if (isOne)
                {
                    return;
                }
            }
        }
    }

    private void AddDecisiveTests(List<ExplainedPart> found)
    {
        if (!IsDecisive)
        {
            return;
        }

        if (Parts.Count == 0)
        {
            found.Add(this);
        }

        foreach (ExplainedPart part in Parts)
        {
            part.AddDecisiveTests(found);
        }
    }

    private void Append(StringBuilder text, int depth)
    {
        bool isDecider = IsDecisive && Parts.Count == 0;
        text.Append(isDecider ? "→ " : "  ").Append(IsMet ? "true   " : "false  ").Append(' ', depth * 2);
        string shown = Kind switch
        {
            ExplainedPartKind.And => "and",
            ExplainedPartKind.Or => "or",
            ExplainedPartKind.Not => "not",
            _ => Text,
        };
        text.Append(shown);
        if (Values.Count > 0)
        {
            text.Append("   [").Append(string.Join("; ", Values)).Append(']');
        }

        text.Append('\n');
        foreach (ExplainedPart part in Parts)
        {
            part.Append(text, depth + 1);
        }
    }
}
