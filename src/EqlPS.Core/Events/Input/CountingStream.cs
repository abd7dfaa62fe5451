namespace EqlPS.Events.Input;

/// <summary>Counts what is read through it, and remembers the last four bytes: a gzip member ends with its unpacked size.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The last four bytes as a little-endian number.</summary>
    public uint LastFour { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        Count += read;
        for (int i = Math.Max(0, read - 4); i < read; i++)
        {
            LastFour = (LastFour >> 8) | ((uint)buffer[offset + i] << 24);
        }

        return read;
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
