namespace EqlPS.Events.Input;

/// <summary>A stream that takes something else with it when it is disposed.</summary>
internal sealed class OwningStream(Stream inner, IDisposable owned) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owned.Dispose();
        }

        base.Dispose(disposing);
    }
}
