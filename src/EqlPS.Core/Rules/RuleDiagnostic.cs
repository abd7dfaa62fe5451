namespace EqlPS.Rules;

/// <summary>A finding about a rule file.</summary>
/// <param name="Code">Stable name of the kind of finding.</param>
/// <param name="Message">One sentence that says what is wrong and what to do.</param>
/// <param name="Path">The file as it was named or found.</param>
/// <param name="Line">From 1; 0 if the finding is about the file as a whole.</param>
/// <param name="Column">From 1, in UTF-16 code units; 0 if the finding is about the file as a whole.</param>
/// <param name="Severity">What it means for the rule.</param>
public sealed record RuleDiagnostic(string Code, string Message, string Path, int Line, int Column, RuleDiagnosticSeverity Severity)
{
    /// <summary>The form compilers use: path(line,column): severity code: message.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? FormattableString.Invariant($"({Line},{Column})") : string.Empty;
        string severity = Severity switch
        {
            RuleDiagnosticSeverity.Information => "information",
            RuleDiagnosticSeverity.Warning => "warning",
            _ => "error",
        };
        return $"{Path}{place}: {severity} {Code}: {Message}";
    }
}
