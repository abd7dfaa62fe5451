using System.Text;

namespace EqlPS.Toml;

/// <summary>Bytes to text, with the place of the first one that is not UTF-8.</summary>
internal static class TomlEncoding
{
    /// <summary>The text, or null and the error.</summary>
    public static string? Decode(ReadOnlySpan<byte> utf8, out TomlError? error)
    {
        error = null;
        if (utf8.Length >= 2 && (utf8[0] == 0xFF && utf8[1] == 0xFE || utf8[0] == 0xFE && utf8[1] == 0xFF))
        {
            error = new TomlError("The file is UTF-16 text; save it as UTF-8.", new TomlPosition(1, 1), 0);
            return null;
        }

        string text = GetString(utf8);
        if (text.IndexOf('\uFFFD') < 0)
        {
            return text;
        }

        // The decoder writes U+FFFD for what it cannot read, but the character may also stand in the file.
        int invalid = FindInvalid(utf8);
        if (invalid < 0)
        {
            return text;
        }

        string prefix = GetString(utf8.Slice(0, invalid));
        string message = FormattableString.Invariant($"The byte 0x{utf8[invalid]:X2} is not valid UTF-8 here; save the file as UTF-8.");
        error = new TomlError(message, PositionAt(prefix, prefix.Length), prefix.Length);
        return null;
    }

    /// <summary>An error at the first half of a surrogate pair that stands alone, or null.</summary>
    public static TomlError? FindLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                string message = FormattableString.Invariant($"The code unit U+{(int)text[i]:X4} is half of a character; remove it.");
                return new TomlError(message, PositionAt(text, i), i);
            }

            i++;
        }

        return null;
    }

    private static TomlPosition PositionAt(string text, int offset)
    {
        int line = 1;
        int start = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        for (int i = 0; i < offset; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        return new TomlPosition(line, Math.Max(0, offset - start) + 1);
    }

    private static unsafe string GetString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return string.Empty;
        }

        fixed (byte* start = utf8)
        {
            return Encoding.UTF8.GetString(start, utf8.Length);
        }
    }

    /// <summary>The offset of the first byte that starts no well-formed sequence (Unicode, table 3-7), or -1.</summary>
    private static int FindInvalid(ReadOnlySpan<byte> utf8)
    {
        int i = 0;
        while (i < utf8.Length)
        {
            int length = SequenceLength(utf8.Slice(i));
            if (length == 0)
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    private static int SequenceLength(ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0];
        if (first < 0x80)
        {
            return 1;
        }

        int length = first switch
        {
            >= 0xC2 and <= 0xDF => 2,
            >= 0xE0 and <= 0xEF => 3,
            >= 0xF0 and <= 0xF4 => 4,
            _ => 0,
        };
        if (length == 0 || bytes.Length < length)
        {
            return 0;
        }

        byte lowest = first switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
        byte highest = first switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
        if (bytes[1] < lowest || bytes[1] > highest)
        {
            return 0;
        }

        for (int i = 2; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        return length;
    }
}
