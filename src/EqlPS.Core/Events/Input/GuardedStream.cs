using EqlPS.Platform;

namespace EqlPS.Events.Input;

/// <summary>A stream that ends where its source fails; the reason goes to the troubles of the content.</summary>
[HotPath]
internal sealed class GuardedStream(Stream inner, InputTroubles troubles) : ForwardStream
{
    private bool _isEnded;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_isEnded)
        {
            return 0;
        }

        try
        {
            return inner.Read(buffer, offset, count);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _isEnded = true;
            troubles.Add($"reading stopped: {error.Message.TrimEnd('.')}");
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
