namespace EqlPS.Toml;

/// <summary>A place in a file: line and column from 1, columns in UTF-16 code units. A byte order mark has no column.</summary>
internal readonly struct TomlPosition(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public override string ToString() => FormattableString.Invariant($"{Line}:{Column}");
}
