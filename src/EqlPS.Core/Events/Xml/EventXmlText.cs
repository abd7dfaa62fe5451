using EqlPS.Platform;

namespace EqlPS.Events.Xml;

/// <summary>Replaces references and line ends in XML text, into a buffer that is used again.</summary>
[HotPath]
internal sealed class EventXmlText
{
    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Text => _buffer.AsSpan(0, _length);

    /// <summary>Whether text may be taken as it is written.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'&', (byte)'\r') < 0;

    public void Clear() => _length = 0;

    /// <summary>Appends the content of a CDATA section: only its line ends change.</summary>
    public void AppendVerbatim(ReadOnlySpan<byte> text) => Append(text, isVerbatim: true, isAttribute: false);

    /// <summary>Appends text; false if it holds a reference that is not known.</summary>
    public bool TryAppend(ReadOnlySpan<byte> text, bool isAttribute = false) => Append(text, isVerbatim: false, isAttribute);

    private bool Append(ReadOnlySpan<byte> text, bool isVerbatim, bool isAttribute)
    {
        // No replacement is longer than what it replaces.
        if (_buffer.Length - _length < text.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + text.Length));
        }

        for (int i = 0; i < text.Length; i++)
        {
            byte current = text[i];
            if (current == (byte)'&' && !isVerbatim)
            {
                if (!TryReference(text.Slice(i), out int length))
                {
                    return false;
                }

                i += length - 1;
            }
            else if (current == (byte)'\r')
            {
                _buffer[_length++] = isAttribute ? (byte)' ' : (byte)'\n';
                i += i + 1 < text.Length && text[i + 1] == (byte)'\n' ? 1 : 0;
            }
            else
            {
                _buffer[_length++] = isAttribute && current is (byte)'\n' or (byte)'\t' ? (byte)' ' : current;
            }
        }

        return true;
    }

    private bool TryReference(ReadOnlySpan<byte> text, out int length)
    {
        int end = text.Slice(0, Math.Min(text.Length, 12)).IndexOf((byte)';');
        length = end + 1;
        if (end < 2)
        {
            return false;
        }

        ReadOnlySpan<byte> name = text.Slice(1, end - 1);
        if (name[0] == (byte)'#')
        {
            return TryNumber(name.Slice(1));
        }

        byte value = name.SequenceEqual("lt"u8) ? (byte)'<'
            : name.SequenceEqual("gt"u8) ? (byte)'>'
            : name.SequenceEqual("amp"u8) ? (byte)'&'
            : name.SequenceEqual("quot"u8) ? (byte)'"'
            : name.SequenceEqual("apos"u8) ? (byte)'\'' : (byte)0;
        _buffer[_length] = value;
        _length += value == 0 ? 0 : 1;
        return value != 0;
    }

    private bool TryNumber(ReadOnlySpan<byte> digits)
    {
        bool isHex = !digits.IsEmpty && digits[0] == (byte)'x';
        digits = isHex ? digits.Slice(1) : digits;
        int number = 0;
        foreach (byte digit in digits)
        {
            int value = digit is >= (byte)'0' and <= (byte)'9' ? digit - '0'
                : isHex && (digit | 0x20) is >= 'a' and <= 'f' ? (digit | 0x20) - 'a' + 10 : -1;
            number = (number * (isHex ? 16 : 10)) + value;
            if (value < 0 || number > 0x10FFFF)
            {
                return false;
            }
        }

        if (digits.IsEmpty)
        {
            return false;
        }

        Encode(number is 0 or (>= 0xD800 and <= 0xDFFF) ? 0xFFFD : number);
        return true;
    }

    // U+FFFD, three bytes, stands for references of at least four.
    private void Encode(int scalar)
    {
        if (scalar < 0x80)
        {
            _buffer[_length++] = (byte)scalar;
            return;
        }

        if (scalar < 0x800)
        {
            _buffer[_length++] = (byte)(0xC0 | (scalar >> 6));
        }
        else
        {
            if (scalar < 0x10000)
            {
                _buffer[_length++] = (byte)(0xE0 | (scalar >> 12));
            }
            else
            {
                _buffer[_length++] = (byte)(0xF0 | (scalar >> 18));
                _buffer[_length++] = (byte)(0x80 | ((scalar >> 12) & 0x3F));
            }

            _buffer[_length++] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
        }

        _buffer[_length++] = (byte)(0x80 | (scalar & 0x3F));
    }
}
