namespace EqlPS.Cli.Commands;

/// <summary>How alerts are printed.</summary>
internal enum HuntFormat
{
    /// <summary>Columns for people, the worst first.</summary>
    Table,

    /// <summary>One alert document a line.</summary>
    Ndjson,

    /// <summary>Comma-separated values for spreadsheets.</summary>
    Csv,
}
