namespace EqlPS.Toml;

/// <summary>A value of any kind and the place where it is written.</summary>
internal sealed class TomlValue
{
    private readonly long _bits;
    private readonly object? _reference;
    private readonly int[]? _jumps;

    private TomlValue(TomlKind kind, TomlPosition position, long bits, object? reference, int[]? jumps = null)
    {
        Kind = kind;
        Position = position;
        _bits = bits;
        _reference = reference;
        _jumps = jumps;
    }

    public TomlKind Kind { get; }

    /// <summary>Where the value starts: its quote, bracket or first character; for a table the last name of its header.</summary>
    public TomlPosition Position { get; }

    /// <summary>The decoded string, line ends as LF; null for other kinds.</summary>
    public string? Text => _reference as string;

    /// <summary>Null unless the value is an array or an array of tables.</summary>
    public TomlArray? Array => _reference as TomlArray;

    /// <summary>Null unless the value is a table.</summary>
    public TomlTable? Table => _reference as TomlTable;

    /// <summary>Null unless the value is one of the four date and time kinds.</summary>
    public TomlDateTime? DateTime => _reference as TomlDateTime;

    /// <summary>For a string, where its content starts: after the opening quotes and the line break they may swallow.</summary>
    public TomlPosition ContentStart => Kind == TomlKind.String ? new((int)(_bits >> 32), (int)_bits & int.MaxValue) : Position;

    /// <summary>True for a string in three quotes.</summary>
    public bool IsMultiLine => Kind == TomlKind.String && (int)_bits < 0;

    /// <summary>True for a string that stands in the file as it is, but for line ends: no escapes.</summary>
    public bool IsVerbatim => _jumps is null;

    public bool TryGetInteger(out long value)
    {
        value = Kind == TomlKind.Integer ? _bits : 0;
        return Kind == TomlKind.Integer;
    }

    /// <summary>The value of a float; integers are not floats in TOML.</summary>
    public bool TryGetFloat(out double value)
    {
        value = Kind == TomlKind.Float ? BitConverter.Int64BitsToDouble(_bits) : 0;
        return Kind == TomlKind.Float;
    }

    public bool TryGetBoolean(out bool value)
    {
        value = Kind == TomlKind.Boolean && _bits != 0;
        return Kind == TomlKind.Boolean;
    }

    /// <summary>Where in the file a character of a decoded string stands; for other kinds <see cref="Position"/>.</summary>
    /// <param name="offset">UTF-16 code units from the start of <see cref="Text"/>; held to the string's length.</param>
    public TomlPosition Locate(int offset) => Text is string text ? GetOrigin().Locate(text, offset) : Position;

    /// <summary>For a string, the little that must be kept to map its offsets to the file when this value is gone.</summary>
    public TomlStringOrigin GetOrigin() => new(ContentStart, _jumps);

    internal static TomlValue FromString(TomlPosition position, string text, TomlPosition content, bool multiLine, int[]? jumps) =>
        new(TomlKind.String, position, (long)content.Line << 32 | (uint)content.Column | (multiLine ? 0x80000000L : 0), text, jumps);

    internal static TomlValue FromInteger(TomlPosition position, long value) => new(TomlKind.Integer, position, value, null);

    internal static TomlValue FromFloat(TomlPosition position, double value) =>
        new(TomlKind.Float, position, BitConverter.DoubleToInt64Bits(value), null);

    internal static TomlValue FromBoolean(TomlPosition position, bool value) =>
        new(TomlKind.Boolean, position, value ? 1 : 0, null);

    internal static TomlValue FromDateTime(TomlPosition position, TomlDateTime value) => new(value.Kind, position, 0, value);

    internal static TomlValue FromArray(TomlPosition position, TomlArray value) => new(TomlKind.Array, position, 0, value);

    internal static TomlValue FromTable(TomlPosition position, TomlTable value) => new(TomlKind.Table, position, 0, value);
}
