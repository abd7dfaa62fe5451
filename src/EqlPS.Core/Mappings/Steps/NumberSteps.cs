using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Steps;

/// <summary>Numbers and truth values out of text.</summary>
[HotPath]
internal static class NumberSteps
{
    /// <summary>A whole number, decimal or hexadecimal after <c>0x</c>; null for any other text.</summary>
    public static EqlValue Long(in EqlValue value) =>
        TryReadBits(value.AsText().AsSpan(), out ulong bits) ? EqlValue.From(unchecked((long)bits)) : default;

    /// <summary>True or false for these two words in any case; null for any other text.</summary>
    public static EqlValue Boolean(in EqlValue value)
    {
        string text = value.AsText();
        return text.Equals("true", StringComparison.OrdinalIgnoreCase) ? EqlValue.True
            : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? EqlValue.False
            : default;
    }

    /// <summary>Reads the 64 bits of a decimal number, with or without sign, or of a hexadecimal one after <c>0x</c>.</summary>
    public static bool TryReadBits(ReadOnlySpan<char> text, out ulong bits)
    {
        text = text.Trim();
        bits = 0;
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            return TryReadDigits(text.Slice(2), 16, out bits);
        }

        bool negative = text.Length > 1 && text[0] == '-';
        if (!TryReadDigits(negative ? text.Slice(1) : text, 10, out bits))
        {
            return false;
        }

        if (negative)
        {
            bool fits = bits <= 1UL << 63;
            bits = unchecked(0 - bits);
            return fits;
        }

        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, uint radix, out ulong bits)
    {
        bits = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        ulong largest = ulong.MaxValue / radix;
        foreach (char c in text)
        {
            int digit = AsciiText.HexValue(c);
            if (digit < 0 || digit >= radix || bits > largest || (bits == largest && (ulong)digit > ulong.MaxValue % radix))
            {
                return false;
            }

            bits = (bits * radix) + (ulong)digit;
        }

        return true;
    }
}
