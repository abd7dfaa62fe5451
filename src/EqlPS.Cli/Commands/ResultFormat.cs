namespace EqlPS.Cli.Commands;

/// <summary>How results are printed.</summary>
internal enum ResultFormat
{
    /// <summary>One JSON document a line.</summary>
    Ndjson,

    /// <summary>Columns for people.</summary>
    Table,
}
