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
        string hash = Sha256Hash.Hex(source.Sha256);
        return source.Occurrence == 0 ? hash : HashOf(FormattableString.Invariant($"{hash}#{source.Occurrence}"));
    }

    /// <summary>The SHA-256 of a text's UTF-8 form: 64 hexadecimal digits.</summary>
    public static string HashOf(string text) => Sha256Hash.HexOf(Encoding.UTF8.GetBytes(text));
}
