namespace EqlPS.Hunting.Kept;

/// <summary>What an entry keeps of an event besides its place and its rules.</summary>
internal readonly ref struct KeptContent
{
    /// <summary>The 32 bytes of the record's hash.</summary>
    public ReadOnlySpan<byte> Hash { get; init; }

    /// <summary>Whether the event can be part of a result; if not, nothing more is kept.</summary>
    public bool CanBeShown { get; init; }

    /// <summary>The bytes of which the event is made.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The number of the form that makes it of them.</summary>
    public int Form { get; init; }
}
