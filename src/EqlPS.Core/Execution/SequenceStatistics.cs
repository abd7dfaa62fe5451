namespace EqlPS.Execution;

/// <summary>What became of the events and partial sequences of one matcher.</summary>
internal sealed class SequenceStatistics
{
    /// <summary>Events given to the matcher.</summary>
    public long Seen { get; set; }

    /// <summary>Events that neither started, extended, ended nor barred a sequence.</summary>
    public long Ignored { get; set; }

    /// <summary>Events left out because they came out of order or twice, or have no timestamp.</summary>
    public long Refused { get; set; }

    /// <summary>Partial sequences replaced by a newer one at the same stage.</summary>
    public long Overwritten { get; set; }

    /// <summary>Partial sequences that ran out of time.</summary>
    public long RejectedByMaxSpan { get; set; }

    /// <summary>Partial sequences given up because there were too many.</summary>
    public long Forgotten { get; set; }

    /// <summary>Partial sequences ended by <c>until</c>.</summary>
    public long ClearedByUntil { get; set; }

    /// <summary>Sequences with all their events that a missing stage's event spoils.</summary>
    public long RejectedByMissing { get; set; }

    /// <summary>Matches.</summary>
    public long Completed { get; set; }

    /// <summary>Sequences still undecided when the data ended.</summary>
    public long Pending { get; set; }
}
