using System.Text;

namespace EqlPS.Platform;

/// <summary>Decoding and checking of UTF-8.</summary>
[HotPath]
internal static class Utf8Text
{
#if NETSTANDARD2_0
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
#endif

    public static string Decode(ReadOnlySpan<byte> utf8)
    {
#if NETSTANDARD2_0
        unsafe
        {
            fixed (byte* bytes = utf8)
            {
                return utf8.IsEmpty ? string.Empty : Encoding.UTF8.GetString(bytes, utf8.Length);
            }
        }
#else
        return Encoding.UTF8.GetString(utf8);
#endif
    }

    /// <summary>Decodes into characters, of which there must be room for as many as there are bytes, and gives their number.</summary>
    public static unsafe int Decode(ReadOnlySpan<byte> utf8, Span<char> text)
    {
        if (utf8.IsEmpty)
        {
            return 0;
        }

        fixed (byte* bytes = utf8)
        fixed (char* chars = text)
        {
            return Encoding.UTF8.GetChars(bytes, utf8.Length, chars, text.Length);
        }
    }

    /// <summary>Whether the bytes are valid UTF-8 throughout.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8)
    {
#if NETSTANDARD2_0
        try
        {
            unsafe
            {
                fixed (byte* bytes = utf8)
                {
                    _ = utf8.IsEmpty ? 0 : Strict.GetCharCount(bytes, utf8.Length);
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#else
        return System.Text.Unicode.Utf8.IsValid(utf8);
#endif
    }
}
