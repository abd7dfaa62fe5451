using System.Collections;
using System.Management.Automation;
using EqlPS.Errors;

namespace EqlPS.Input;

/// <summary>Reads live logs through whatever <c>Get-WinEvent</c> the session has.</summary>
internal static class EventLogs
{
    private const string Command = "Get-WinEvent";

    // Piped, so that each record is taken as it comes and a log is never held as a whole.
    private const string Script = "param($parameters, $sink) Get-WinEvent @parameters | ForEach-Object { $sink.Take($_) }";

    /// <summary>Gives each record of some logs to an action, in the order that the session's command gives them.</summary>
    /// <param name="command">The command that asks.</param>
    /// <param name="names">Names of logs.</param>
    /// <param name="since">The earliest time wanted, UTC, or null.</param>
    /// <param name="take">Takes a record.</param>
    /// <exception cref="EqlUsageException">The session has no such command.</exception>
    public static void Read(PSCmdlet command, string[] names, DateTime? since, Action<object?> take)
    {
        if (command.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
        {
            throw new EqlUsageException(
                ErrorIds.WinEventMissing,
                "This session has no Get-WinEvent, which -LogName needs: logs of a live system can be read on Windows only. "
                + "Files of logs (.evtx) can be read everywhere, with -Path.",
                ErrorCategory.NotImplemented, names);
        }

        var parameters = new Hashtable();
        if (since is DateTime first)
        {
            parameters["FilterHashtable"] = new Hashtable { ["LogName"] = names, ["StartTime"] = first.ToLocalTime() };
        }
        else
        {
            parameters["LogName"] = names;
        }

        try
        {
            command.InvokeCommand.InvokeScript(false, ScriptBlock.Create(Script), null, parameters, new LogRecordSink(take));
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            command.WriteError(new ErrorRecord(error, ErrorIds.LogUnreadable, ErrorCategory.ReadError, names));
        }
    }
}
