using EqlPS.Values;

namespace EqlPS.Execution;

/// <summary>A sequence that still lacks events: its events so far and what missing stages said of it.</summary>
internal sealed class PartialSequence
{
    public PartialSequence(KeyPartials owner)
    {
        Owner = owner;
        ExpiryNode = new LinkedListNode<PartialSequence>(this);
    }

    /// <summary>The partial sequences of the same key.</summary>
    public KeyPartials Owner { get; }

    /// <summary>Its place among all partial sequences in order of their first events.</summary>
    public LinkedListNode<PartialSequence> ExpiryNode { get; }

    /// <summary>The neighbour of the same key that is further along, and so began earlier.</summary>
    public PartialSequence? Older { get; set; }

    /// <summary>The neighbour of the same key that is less far along, and so began later.</summary>
    public PartialSequence? Newer { get; set; }

    /// <summary>The positive stage that the last event filled, counted from 0.</summary>
    public int Stage { get; private set; }

    public SequenceNode Last { get; private set; } = null!;

    public Timestamp FirstTime { get; private set; }

    /// <summary>The latest event of a leading missing stage before the first event, if it can still matter.</summary>
    public Timestamp? Lead { get; private set; }

    /// <summary>
    /// An event stood where a middle missing stage forbids it. The sequence still runs on, as if there were no missing stages.
    /// </summary>
    public bool IsSpoiled { get; private set; }

    /// <summary>The first event since the last stage that spoils the sequence if the next stage's event comes after it.</summary>
    public Timestamp? Intruder { get; set; }

    /// <summary>Begins anew with an event that fills the first stage.</summary>
    public void Start(StageEvent first, Timestamp? lead)
    {
        Stage = 0;
        Last = new SequenceNode(first, null);
        FirstTime = first.Time;
        Lead = lead;
        IsSpoiled = false;
        Intruder = null;
    }

    /// <summary>Fills the next stage.</summary>
    public void Extend(StageEvent next, bool spoiled)
    {
        Stage++;
        Last = new SequenceNode(next, Last);
        IsSpoiled |= spoiled;
        Intruder = null;
    }
}
