namespace EqlPS.Hunting;

/// <summary>How many events a hunt read, and what became of them.</summary>
internal sealed class HuntCounts
{
    /// <summary>Events read.</summary>
    public long Events { get; set; }

    /// <summary>Events before or after the time looked at, or without a timestamp where there is such a bound.</summary>
    public long OutsideWindow { get; set; }

    /// <summary>Those of them that are before the time looked at.</summary>
    public long BeforeWindow { get; set; }

    /// <summary>Those of them that are after it.</summary>
    public long AfterWindow { get; set; }

    /// <summary>Events that an exception for every rule left out.</summary>
    public long Excepted { get; set; }

    /// <summary>
    /// Matching events that stood in another source as well and were taken once. Events that can only rule results out are not among
    /// them.
    /// </summary>
    public long Duplicates { get; set; }

    /// <summary>Events older than the clock of a hunt in time order: sequences did not see them.</summary>
    public long Late { get; set; }

    public void Add(HuntCounts other)
    {
        Events += other.Events;
        OutsideWindow += other.OutsideWindow;
        BeforeWindow += other.BeforeWindow;
        AfterWindow += other.AfterWindow;
        Excepted += other.Excepted;
        Duplicates += other.Duplicates;
        Late += other.Late;
    }

    public void Clear() => Events = OutsideWindow = BeforeWindow = AfterWindow = Excepted = Duplicates = Late = 0;
}
