namespace EqlPS.Execution;

/// <summary>What an <see cref="EqlResult"/> is.</summary>
internal enum EqlResultKind
{
    /// <summary>A single event.</summary>
    Event,
    Sequence,
    Sample,

    /// <summary>A row of values that a pipe made, such as a count.</summary>
    Row,
}
