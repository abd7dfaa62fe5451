using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>A sequence with all its events that waits for the absence of a trailing missing stage's event.</summary>
/// <param name="key">Its join key.</param>
/// <param name="last">Its events.</param>
/// <param name="anchor">The instant from which the span is counted: an event up to the span after it spoils the sequence.</param>
internal sealed class PendingSequence(JoinKey key, SequenceNode last, Timestamp anchor)
{
    public JoinKey Key { get; } = key;

    public Timestamp Anchor { get; } = anchor;

    /// <summary>The events; null once the sequence was decided on.</summary>
    public SequenceNode? Last { get; private set; } = last;

    public bool IsDecided => Last is null;

    /// <summary>Marks it as decided and gives its events.</summary>
    public SequenceNode Decide()
    {
        SequenceNode last = Last!;
        Last = null;
        return last;
    }
}
