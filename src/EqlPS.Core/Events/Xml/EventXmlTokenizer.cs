using EqlPS.Events.Json;
using EqlPS.Platform;

namespace EqlPS.Events.Xml;

/// <summary>
/// Steps through the tags and texts of one event's XML without decoding or copying anything. Document types, and so entities of their own,
/// are refused; characters that XML does not allow are let pass, because Windows writes some.
/// </summary>
[HotPath]
internal ref struct EventXmlTokenizer
{
    private readonly ReadOnlySpan<byte> _xml;
    private ReadOnlySpan<byte> _attributes;
    private int _position;

    public EventXmlTokenizer(ReadOnlySpan<byte> xml)
    {
        _xml = xml;
        _attributes = default;
        _position = 0;
        Token = EventXmlToken.End;
        Name = default;
        Text = default;
        IsEmptyElement = false;
        Fault = null;
    }

    public EventXmlToken Token { get; private set; }

    /// <summary>The qualified name of a tag.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>A text as it is written, or the content of a CDATA section.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Whether a start tag is its own end tag.</summary>
    public bool IsEmptyElement { get; private set; }

    /// <summary>Why the XML is not well-formed, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name.Slice(name.IndexOf((byte)':') + 1);

    /// <summary>Moves to the next tag or text; false at the end or a fault.</summary>
    public bool Read()
    {
        while (_position < _xml.Length)
        {
            if (_xml[_position] != (byte)'<')
            {
                return ReadText();
            }

            ReadOnlySpan<byte> rest = _xml.Slice(_position);
            if (rest.Length < 2)
            {
                return Fail("a tag is cut off");
            }

            switch (rest[1])
            {
                case (byte)'/':
                    return ReadEndTag(rest);
                case (byte)'!' when rest.StartsWith("<![CDATA["u8):
                    return ReadCData(rest);
                case (byte)'!' when rest.StartsWith("<!--"u8):
                    if (!Skip(rest.Slice(4), "-->"u8, 4))
                    {
                        return Fail("a comment has no end");
                    }

                    break;
                case (byte)'!':
                    return Fail("document types are not allowed");
                case (byte)'?':
                    if (!Skip(rest.Slice(2), "?>"u8, 2))
                    {
                        return Fail("a processing instruction has no end");
                    }

                    break;
                default:
                    return ReadStartTag(rest);
            }
        }

        Token = EventXmlToken.End;
        return false;
    }

    /// <summary>The next attribute of the current start tag; false if there is none left or at a fault.</summary>
    /// <param name="name">Its qualified name.</param>
    /// <param name="value">Its value as it is written, without quotes.</param>
    public bool ReadAttribute(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        int blanks = JsonBlanks.CountLeading(_attributes);
        _attributes = _attributes.Slice(blanks);
        if (_attributes.IsEmpty)
        {
            return false;
        }

        int equals = _attributes.IndexOf((byte)'=');
        if (equals <= 0 || blanks == 0)
        {
            return Fail("an attribute is not valid");
        }

        name = _attributes.Slice(0, JsonBlanks.LengthWithoutTrailing(_attributes.Slice(0, equals)));
        ReadOnlySpan<byte> quoted = _attributes.Slice(equals + 1);
        quoted = quoted.Slice(JsonBlanks.CountLeading(quoted));
        int end = quoted.IsEmpty || quoted[0] is not ((byte)'"' or (byte)'\'') ? -1 : quoted.Slice(1).IndexOf(quoted[0]);
        if (end < 0 || !IsName(name))
        {
            return Fail("an attribute is not valid");
        }

        value = quoted.Slice(1, end);
        _attributes = quoted.Slice(end + 2);
        return value.IndexOf((byte)'<') < 0 || Fail("an attribute is not valid");
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] is (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'))
        {
            return false;
        }

        foreach (byte value in name)
        {
            bool isNamePart = value is >= 0x80 or (byte)'-' or (byte)'.' or (byte)'_' or (byte)':' or (>= (byte)'0' and <= (byte)'9')
                || (value | 0x20) is >= (byte)'a' and <= (byte)'z';
            if (!isNamePart)
            {
                return false;
            }
        }

        return true;
    }

    // A '>' within quotes does not end a tag.
    private static int FindTagEnd(ReadOnlySpan<byte> tag)
    {
        int position = 0;
        while (true)
        {
            int found = tag.Slice(position).IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (found < 0)
            {
                return -1;
            }

            position += found;
            if (tag[position] == (byte)'>')
            {
                return position;
            }

            int close = tag.Slice(position + 1).IndexOf(tag[position]);
            if (close < 0)
            {
                return -1;
            }

            position += close + 2;
        }
    }

    private bool ReadText()
    {
        int length = _xml.Slice(_position).IndexOf((byte)'<');
        Text = length < 0 ? _xml.Slice(_position) : _xml.Slice(_position, length);
        _position += Text.Length;
        Token = EventXmlToken.Text;
        return true;
    }

    private bool ReadCData(ReadOnlySpan<byte> rest)
    {
        int length = rest.Slice(9).IndexOf("]]>"u8);
        if (length < 0)
        {
            return Fail("a CDATA section has no end");
        }

        Text = rest.Slice(9, length);
        _position += length + 12;
        Token = EventXmlToken.CData;
        return true;
    }

    private bool Skip(ReadOnlySpan<byte> content, ReadOnlySpan<byte> end, int startLength)
    {
        int length = content.IndexOf(end);
        _position += startLength + length + end.Length;
        return length >= 0;
    }

    private bool ReadEndTag(ReadOnlySpan<byte> rest)
    {
        int close = rest.IndexOf((byte)'>');
        if (close < 0)
        {
            return Fail("a tag is cut off");
        }

        ReadOnlySpan<byte> name = rest.Slice(2, close - 2);
        Name = name.Slice(0, JsonBlanks.LengthWithoutTrailing(name));
        _position += close + 1;
        Token = EventXmlToken.EndTag;
        return true;
    }

    private bool ReadStartTag(ReadOnlySpan<byte> rest)
    {
        int close = FindTagEnd(rest);
        if (close < 0)
        {
            return Fail("a tag is cut off");
        }

        IsEmptyElement = rest[close - 1] == (byte)'/';
        ReadOnlySpan<byte> tag = rest.Slice(1, close - (IsEmptyElement ? 2 : 1));
        int nameLength = tag.IndexOfAny((byte)' ', (byte)'\t', (byte)'\n');
        nameLength = nameLength < 0 ? tag.Length : nameLength;
        Name = tag.Slice(0, JsonBlanks.LengthWithoutTrailing(tag.Slice(0, nameLength)));
        if (!IsName(Name))
        {
            return Fail("a tag has no valid name");
        }

        _attributes = tag.Slice(Name.Length);
        _position += close + 1;
        Token = EventXmlToken.StartTag;
        return true;
    }

    private bool Fail(string fault)
    {
        Fault ??= fault;
        _position = _xml.Length;
        Token = EventXmlToken.End;
        return false;
    }
}
