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

    /// <summary>
    /// The last place where a record ends whatever came before, so that all behind it can be read apart; -1 if there is none.
    /// </summary>
    int FindLastEnd(ReadOnlySpan<byte> bytes);

    /// <summary>A boundary for a stretch that begins at such a place, or at the beginning of the stream.</summary>
    /// <param name="isFollowed">Whether the stretch ends at such a place, and not with the stream.</param>
    IRecordBoundary ForStretch(bool isFollowed);
}
