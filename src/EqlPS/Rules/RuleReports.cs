using System.Management.Automation;

namespace EqlPS.Rules;

/// <summary>Reports findings about rules as PowerShell does: errors, warnings, and what only -Verbose shows.</summary>
internal static class RuleReports
{
    public static void Tell(Cmdlet command, RuleDiagnostic diagnostic)
    {
        string text = Visible.Line(diagnostic.ToString());
        switch (diagnostic.Severity)
        {
            case RuleDiagnosticSeverity.Error:
                command.WriteError(new ErrorRecord(
                    new InvalidDataException(text), diagnostic.Code, CategoryOf(diagnostic.Code), diagnostic.Path));
                break;
            case RuleDiagnosticSeverity.Warning:
                command.WriteWarning(text);
                break;
            default:
                command.WriteVerbose(text);
                break;
        }
    }

    private static ErrorCategory CategoryOf(string code) => code switch
    {
        RuleCodes.PathNotFound => ErrorCategory.ObjectNotFound,
        RuleCodes.FileUnreadable => ErrorCategory.ReadError,
        RuleCodes.FileTooLarge => ErrorCategory.LimitsExceeded,
        RuleCodes.TomlInvalid or RuleCodes.JsonInvalid => ErrorCategory.ParserError,
        _ => ErrorCategory.InvalidData,
    };
}
