namespace EqlPS.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The query runs, but probably not as meant.</summary>
    Warning,

    /// <summary>The query is refused.</summary>
    Error,
}
