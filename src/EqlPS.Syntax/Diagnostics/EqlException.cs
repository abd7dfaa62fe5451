namespace EqlPS.Diagnostics;

/// <summary>A query that was refused; thrown only by the facade's throwing methods.</summary>
public sealed class EqlException : Exception
{
    public EqlException(string query, IReadOnlyList<Diagnostic> diagnostics)
        : base(DiagnosticFormatter.Format(query, diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)))
    {
        Query = query;
        Diagnostics = diagnostics;
    }

    /// <summary>The text of the refused query.</summary>
    public string Query { get; }

    /// <summary>Everything found, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
