using System.Management.Automation;
using EqlPS.Alerts;
using EqlPS.Errors;
using EqlPS.Hunting;

namespace EqlPS.Input;

/// <summary>The alerts that earlier runs gave; each id is noted before and after its alert leaves.</summary>
internal sealed class SeenList : IDisposable
{
    private readonly SeenAlerts _seen;

    private SeenList(SeenAlerts seen) => _seen = seen;

    /// <summary>The alert of which a run that was killed may or may not have been able to give all; or null.</summary>
    public string? Uncertain => _seen.Uncertain;

    /// <summary>Opens the list.</summary>
    /// <exception cref="EqlUsageException">It cannot be used.</exception>
    public static SeenList Open(string path, SessionState session)
    {
        string file = PathResolver.FileOf(session, path);
        try
        {
            return new SeenList(SeenAlerts.Open(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EqlUsageException(
                ErrorIds.SeenUnusable, $"-SeenPath {Visible.Line(path)}: {error.Message}", ErrorCategory.OpenError, path, error);
        }
    }

    /// <summary>Has an alert written, unless it was given before; whether it was written.</summary>
    public bool TryWrite(Alert alert, Action<Alert> write)
    {
        if (_seen.Contains(alert.Id))
        {
            return false;
        }

        _seen.Begin(alert.Id);
        bool isOut = true;
        try
        {
            write(alert);
        }
        catch (PipelineStoppedException)
        {
            isOut = false;
            throw;
        }
        finally
        {
            // Those who want no more, as Select-Object -First does, have taken this one.
            if (isOut)
            {
                _seen.Complete(alert.Id);
            }
        }

        return true;
    }

    public void Dispose() => _seen.Dispose();
}
