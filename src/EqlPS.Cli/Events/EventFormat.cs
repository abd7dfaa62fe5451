namespace EqlPS.Cli.Events;

/// <summary>How events are printed.</summary>
internal enum EventFormat
{
    /// <summary>One JSON document a line.</summary>
    Ndjson,

    /// <summary>One <c>Event</c> element after the other, as Windows renders it.</summary>
    Xml,

    /// <summary>Columns for people.</summary>
    Table,
}
