namespace EqlPS.Toml;

/// <summary>The first thing wrong in a TOML text, said in one sentence, and where it stands.</summary>
internal sealed class TomlError(string message, TomlPosition position, int offset)
{
    public string Message { get; } = message;

    public TomlPosition Position { get; } = position;

    /// <summary>UTF-16 code units from the start of the text, a byte order mark included.</summary>
    public int Offset { get; } = offset;

    public override string ToString() => $"{Position} {Message}";
}
