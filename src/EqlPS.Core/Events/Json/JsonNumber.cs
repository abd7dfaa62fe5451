using System.Buffers.Text;
using System.Text.Json;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Json;

/// <summary>Reads JSON numbers: whole ones of up to 64 bits exactly, all others as doubles.</summary>
[HotPath]
internal static class JsonNumber
{
    private const int ShortWhole = 18;

    /// <summary>Where a number that begins at a place ends; the same place if there is none.</summary>
    public static int FindEnd(ReadOnlySpan<byte> text, int start)
    {
        int at = start < text.Length && text[start] == (byte)'-' ? start + 1 : start;
        int digits = SkipDigits(text, at);
        if (digits == at || (text[at] == (byte)'0' && digits > at + 1))
        {
            return start;
        }

        at = digits;
        if (at < text.Length && text[at] == (byte)'.')
        {
            digits = SkipDigits(text, at + 1);
            if (digits == at + 1)
            {
                return start;
            }

            at = digits;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            at += at < text.Length && text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            digits = SkipDigits(text, at);
            return digits == at ? start : digits;
        }

        return at;
    }

    /// <summary>The value of a number whose grammar was checked.</summary>
    public static EqlValue Read(ReadOnlySpan<byte> number)
    {
        if (number.Length <= ShortWhole && Utf8Parser.TryParse(number, out long whole, out int length) && length == number.Length)
        {
            return EqlValue.From(whole);
        }

        var reader = new Utf8JsonReader(number);
        reader.Read();
        return Read(ref reader);
    }

    private static EqlValue Read(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
        {
            return EqlValue.From(whole);
        }

        if (reader.TryGetUInt64(out ulong large))
        {
            return EqlValue.From(large);
        }

        // A number too large for a double is infinite on some runtimes and refused on others.
        return EqlValue.From(
            reader.TryGetDouble(out double number) ? number
            : reader.ValueSpan[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity);
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }
}
