using System.Management.Automation;
using EqlPS.Errors;
using EqlPS.Hunting.Kept;

namespace EqlPS;

/// <summary>What all commands share: they stop when asked to, and their errors have ids.</summary>
public abstract class EqlCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    private protected CancellationToken Cancellation => _stop.Token;

    /// <summary>Frees what the command holds; PowerShell calls it at the end, however that came.</summary>
    public void Dispose()
    {
        Close();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected sealed override void BeginProcessing() => Guard(Begin);

    protected sealed override void ProcessRecord() => Guard(Process);

    protected sealed override void EndProcessing() => Guard(End);

    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at the same moment.
        }
    }

    private protected virtual void Begin()
    {
    }

    private protected virtual void Process()
    {
    }

    private protected virtual void End()
    {
    }

    private protected virtual void Close()
    {
    }

    /// <summary>Reports something that costs part of the input, and no more.</summary>
    private protected void Report(string errorId, string message, ErrorCategory category, object? target, Exception? cause = null) =>
        WriteError(new ErrorRecord(new InvalidDataException(Visible.Text(message), cause), errorId, category, target));

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (EqlUsageException usage)
        {
            ThrowTerminatingError(usage.ToRecord());
        }
        catch (StoreException full)
        {
            var usage = new EqlUsageException(ErrorIds.StoreFull, full.Message, ErrorCategory.LimitsExceeded, null, full);
            ThrowTerminatingError(usage.ToRecord());
        }
    }
}
