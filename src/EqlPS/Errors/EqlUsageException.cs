using System.Management.Automation;

namespace EqlPS.Errors;

/// <summary>What a command was given cannot be used; the command ends before it reads anything.</summary>
/// <param name="errorId">Stable name of the kind of error.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="category">PowerShell's category.</param>
/// <param name="target">What it is about, or null.</param>
/// <param name="inner">The cause, or null.</param>
internal sealed class EqlUsageException(
    string errorId, string message, ErrorCategory category, object? target, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The error as PowerShell reports it.</summary>
    public ErrorRecord ToRecord() =>
        new(InnerException as Diagnostics.EqlException ?? (Exception)this, errorId, category, target);
}
