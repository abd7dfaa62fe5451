#if NET8_0_OR_GREATER
using System.Buffers;
using System.Text;
#endif

namespace EqlPS.Platform;

/// <summary>Text of one byte to a character, as most texts of logs can be kept.</summary>
[HotPath]
internal static class NarrowText
{
    /// <summary>Writes each character as a byte; false if one is not ASCII, and then what was written means nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Has room for as many bytes as there are characters.</param>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> bytes)
    {
#if NET8_0_OR_GREATER
        return Ascii.FromUtf16(text, bytes, out _) == OperationStatus.Done;
#else
        int all = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)text[i];
            all |= text[i];
        }

        return all < 0x80;
#endif
    }
}
