using System.Globalization;

namespace EqlPS.Events.Input;

/// <summary>
/// What a packed stream holds. Damage and bombs end it instead of throwing, so that whatever came before is still read; the reason goes to
/// the troubles of the content.
/// </summary>
internal sealed class UnpackedStream : ForwardStream
{
    private readonly Stream _unpacker;
    private readonly Func<long> _packedSize;
    private readonly UnpackLimits _limits;
    private readonly InputTroubles _troubles;
    private readonly Func<long, bool>? _isComplete;
    private long _produced;
    private bool _isEnded;

    /// <summary>Wraps a stream that unpacks.</summary>
    /// <param name="unpacker">Gives the unpacked bytes; owned.</param>
    /// <param name="packedSize">How many packed bytes were used so far, or will be at most.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="troubles">Receives what went wrong.</param>
    /// <param name="isComplete">Whether so many unpacked bytes are all there should be; null where the unpacker knows itself.</param>
    public UnpackedStream(
        Stream unpacker, Func<long> packedSize, UnpackLimits limits, InputTroubles troubles, Func<long, bool>? isComplete = null)
    {
        _unpacker = unpacker;
        _packedSize = packedSize;
        _limits = limits;
        _troubles = troubles;
        _isComplete = isComplete;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_isEnded || count == 0)
        {
            return 0;
        }

        int read;
        try
        {
            read = _unpacker.Read(buffer, offset, count);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException)
        {
            return End($"the packed data is damaged: {error.Message.TrimEnd('.')}");
        }

        _produced += read;
        if (read == 0)
        {
            return _isComplete is null || _isComplete(_produced) ? End(null) : End("the packed data ends too early");
        }

        if (_produced > _limits.MostBytes)
        {
            return End(FormattableString.Invariant($"it unpacks to more than {_limits.MostBytes} bytes; the rest is not read"));
        }

        if (_produced > _limits.FreeBytes && _produced / Math.Max(1, _packedSize()) > _limits.MostRatio)
        {
            string ratio = _limits.MostRatio.ToString(CultureInfo.InvariantCulture);
            return End($"it unpacks to more than {ratio} times its size, which no event log does; the rest is not read");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacker.Dispose();
        }

        base.Dispose(disposing);
    }

    private int End(string? trouble)
    {
        _isEnded = true;
        if (trouble is not null)
        {
            _troubles.Add(trouble);
        }

        return 0;
    }
}
