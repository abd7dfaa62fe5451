using System.Text;
using EqlPS.Events;
using EqlPS.Platform;

namespace EqlPS.Alerts;

/// <summary>
/// Names events by their content, so that the same event has the same name in every run and whatever file it stands in. Of identical
/// records in one source each has a number of its own.
/// </summary>
/// <remarks>Computer, channel, record id, provider and time are part of the record that is hashed.</remarks>
internal static class EventIdentity
{
    /// <summary>The event's id: 64 hexadecimal digits.</summary>
    public static string Of(SourceEvent source)
    {
        string hash = Hex(source.Sha256);
        return source.Occurrence == 0 ? hash : HashOf(FormattableString.Invariant($"{hash}#{source.Occurrence}"));
    }

    /// <summary>The SHA-256 of a text's UTF-8 form: 64 hexadecimal digits.</summary>
    public static string HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[Sha256Hash.Size];
        Sha256Hash.Write(Encoding.UTF8.GetBytes(text), hash);
        return Hex(hash);
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        const string Digits = "0123456789abcdef";
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
