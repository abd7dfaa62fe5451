using System.Text;

namespace EqlPS.Events.Input;

/// <summary>Turns UTF-16 into UTF-8 while it is read. What is no UTF-16 becomes the replacement character and is counted.</summary>
internal sealed class Utf16Stream : ForwardStream
{
    private const int UnitCount = 32 * 1024;

    private readonly Stream _inner;
    private readonly bool _isBigEndian;
    private readonly InputTroubles _troubles;
    private readonly byte[] _packed = new byte[UnitCount * 2];
    private readonly char[] _units = new char[UnitCount + 1];
    private readonly byte[] _utf8 = new byte[(UnitCount + 1) * 3];
    private int _packedLength;
    private int _unitCount;
    private int _position;
    private int _length;
    private long _replaced;
    private bool _isAtEnd;

    /// <summary>Wraps a stream.</summary>
    /// <param name="inner">UTF-16, with or without a byte order mark; owned.</param>
    /// <param name="isBigEndian">The order of the bytes of a unit.</param>
    /// <param name="troubles">Receives how much was replaced.</param>
    public Utf16Stream(Stream inner, bool isBigEndian, InputTroubles troubles)
    {
        _inner = inner;
        _isBigEndian = isBigEndian;
        _troubles = troubles;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_position == _length)
        {
            if (_isAtEnd)
            {
                return 0;
            }

            Fill();
        }

        int given = Math.Min(count, _length - _position);
        Buffer.BlockCopy(_utf8, _position, buffer, offset, given);
        _position += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        int read = _inner.Read(_packed, _packedLength, _packed.Length - _packedLength);
        _isAtEnd = read == 0;
        _packedLength += read;
        int whole = _packedLength & ~1;
        for (int i = 0; i < whole; i += 2)
        {
            _units[_unitCount++] = (char)(_isBigEndian ? (_packed[i] << 8) | _packed[i + 1] : _packed[i] | (_packed[i + 1] << 8));
        }

        if (whole < _packedLength)
        {
            _packed[0] = _packed[whole];
        }

        _packedLength -= whole;
        if (_isAtEnd && _packedLength > 0)
        {
            _units[_unitCount++] = '\uFFFD';
            _replaced++;
            _packedLength = 0;
        }

        Encode();
        if (_isAtEnd && _replaced > 0)
        {
            _troubles.Add(FormattableString.Invariant($"{_replaced} characters are not valid UTF-16 and were replaced"));
        }
    }

    // A high surrogate at the end of the buffer waits for its partner.
    private void Encode()
    {
        int end = !_isAtEnd && _unitCount > 0 && char.IsHighSurrogate(_units[_unitCount - 1]) ? _unitCount - 1 : _unitCount;
        for (int i = 0; i < end; i++)
        {
            if (!char.IsSurrogate(_units[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(_units[i]) && i + 1 < end && char.IsLowSurrogate(_units[i + 1]))
            {
                i++;
                continue;
            }

            _units[i] = '\uFFFD';
            _replaced++;
        }

        _position = 0;
        _length = Encoding.UTF8.GetBytes(_units, 0, end, _utf8, 0);
        if (end < _unitCount)
        {
            _units[0] = _units[end];
        }

        _unitCount -= end;
    }
}
