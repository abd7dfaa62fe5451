namespace EqlPS.Toml;

/// <summary>One key of a table, where the key stands, and its value.</summary>
internal readonly struct TomlEntry(string key, TomlPosition keyPosition, TomlValue value)
{
    public string Key { get; } = key;

    /// <summary>Where the key, or this part of a dotted key or header, first stands.</summary>
    public TomlPosition KeyPosition { get; } = keyPosition;

    public TomlValue Value { get; } = value;
}
