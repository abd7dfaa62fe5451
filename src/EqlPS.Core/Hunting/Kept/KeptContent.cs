namespace EqlPS.Hunting.Kept;

/// <summary>What an entry keeps of an event besides its place and its rules.</summary>
internal readonly ref struct KeptContent
{
    /// <summary>The 32 bytes of the record's hash.</summary>
    public ReadOnlySpan<byte> Hash { get; init; }

    /// <summary>The bytes of which the event is made; none of an event that can only rule results out.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The number of the form that makes it of them.</summary>
    public int Form { get; init; }
}
