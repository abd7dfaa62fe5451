namespace EqlPS.Cli.Output;

/// <summary>A line of a table: cells under the titles, or text across all columns.</summary>
/// <param name="Cells">One a title; null for text across.</param>
/// <param name="Text">Text across all columns; null for cells.</param>
internal readonly record struct TableLine(string[]? Cells, string? Text);
