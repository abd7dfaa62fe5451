namespace EqlPS.Events.Evtx.Projection;

/// <summary>How children of EventData are named, as collectors of Windows events have it.</summary>
internal static class DataNames
{
    /// <summary>The attribute that names a value.</summary>
    public const string Attribute = "Name";

    private const string Unnamed = "Data";

    /// <summary>The name of a child: its attribute, or its element name unless it is a plain Data; empty for one without a name.</summary>
    public static ReadOnlySpan<char> Key(ReadOnlySpan<char> localName, ReadOnlySpan<char> attribute) =>
        !attribute.IsEmpty ? attribute : localName.SequenceEqual(Unnamed.AsSpan()) ? default : localName;

    /// <summary>True when the child is known by its position: it has no name, or one that says nothing.</summary>
    public static bool IsPositional(ReadOnlySpan<char> key) => key.IsEmpty || key.SequenceEqual(Unnamed.AsSpan());
}
