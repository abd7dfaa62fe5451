namespace EqlPS.Execution;

/// <summary>Receives the results of a <see cref="SequenceMatcher"/> as soon as each is certain.</summary>
internal interface ISequenceSink
{
    /// <summary>Takes a match, or at the end of data a pending one. They come in no particular order.</summary>
    void Accept(SequenceMatch match);
}
