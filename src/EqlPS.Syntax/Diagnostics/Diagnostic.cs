using System.Globalization;

namespace EqlPS.Diagnostics;

/// <summary>One thing wrong with a query: what, where, and where possible what to write instead.</summary>
public sealed class Diagnostic
{
    private Diagnostic(DiagnosticCode code, DiagnosticSeverity severity, TextSpan span, string message)
    {
        Code = code;
        Severity = severity;
        Span = span;
        Message = message;
    }

    /// <summary>The stable code; its name is the key of the message text and the error id that PowerShell shows.</summary>
    public DiagnosticCode Code { get; }

    public DiagnosticSeverity Severity { get; }

    /// <summary>The text the diagnostic is about.</summary>
    public TextSpan Span { get; }

    /// <summary>One English sentence, suggestion included; without position.</summary>
    public string Message { get; }

    /// <summary>The code and the message, for debugging; use <see cref="DiagnosticFormatter"/> to show it to people.</summary>
    public override string ToString() => $"{Code}: {Message}";

    internal static Diagnostic Error(DiagnosticCode code, TextSpan span, params object?[] arguments) =>
        new(code, DiagnosticSeverity.Error, span, Format(code, arguments));

    internal static Diagnostic Warning(DiagnosticCode code, TextSpan span, params object?[] arguments) =>
        new(code, DiagnosticSeverity.Warning, span, Format(code, arguments));

    private static string Format(DiagnosticCode code, object?[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, DiagnosticMessages.TextOf(code), arguments);
}
