namespace EqlPS.Toml;

/// <summary>The result of reading a TOML 1.0 text: its root table, or the first error.</summary>
/// <remarks>
/// Source of the rules: toml.io/en/v1.0.0. Time and memory grow linearly with the text; both are bounded.
/// </remarks>
internal sealed class TomlDocument
{
    /// <summary>How many tables and arrays may lie around a value.</summary>
    public const int MaximumDepth = 100;

    /// <summary>How many values and tables a text may hold: two bytes of text can make a value of a hundred in memory.</summary>
    public const int MaximumValues = 1_000_000;

    private TomlDocument(TomlTable? root, TomlError? error)
    {
        Root = root;
        Error = error;
    }

    /// <summary>Null exactly if there is an <see cref="Error"/>.</summary>
    public TomlTable? Root { get; }

    public TomlError? Error { get; }

    /// <summary>Reads a text; a leading byte order mark is skipped. Never throws for what the text holds.</summary>
    public static TomlDocument Parse(string text)
    {
        TomlError? error = TomlEncoding.FindLoneSurrogate(text);
        return error is null ? ParseValid(text) : new TomlDocument(null, error);
    }

    /// <summary>Reads UTF-8 bytes; other encodings and invalid bytes are an error. Never throws for what the bytes hold.</summary>
    public static TomlDocument Parse(ReadOnlySpan<byte> utf8)
    {
        string? text = TomlEncoding.Decode(utf8, out TomlError? error);
        return text is null ? new TomlDocument(null, error) : ParseValid(text);
    }

    private static TomlDocument ParseValid(string text)
    {
        TomlScanner scanner = new(text);
        TomlTable? root = new TomlParser(scanner).Parse();
        return new TomlDocument(root, scanner.Error);
    }
}
