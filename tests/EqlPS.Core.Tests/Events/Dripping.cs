namespace EqlPS.Tests.Events;

/// <summary>Gives bytes in pieces of a size, as a pipe may.</summary>
internal sealed class Dripping(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
}
