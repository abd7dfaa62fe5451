namespace EqlPS.Events.Cutting;

/// <summary>Finds where the next record of a stream ends.</summary>
internal interface IRecordBoundary
{
    /// <summary>
    /// The next record; false if it does not end within what was read so far. Blank stretches are cut as records of length 0.
    /// </summary>
    bool TryFind(ReadOnlySpan<byte> unread, bool isAtEnd, out RecordCut cut);

    /// <summary>Forgets a record of which only the beginning was seen.</summary>
    void Restart();

    /// <summary>Where records begin again within something too long to be one; -1 if not here.</summary>
    /// <param name="unread">The part that was read last.</param>
    /// <param name="kept">How many of its last bytes may belong to what is searched for.</param>
    int FindResumption(ReadOnlySpan<byte> unread, out int kept);
}
