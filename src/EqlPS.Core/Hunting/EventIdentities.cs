using System.Security.Cryptography;
using System.Text;
using EqlPS.Events;
using EqlPS.Search;

namespace EqlPS.Hunting;

/// <summary>
/// Names events by their content, so that the same event has the same name in every run and whatever file it stands in. Of identical
/// records in one source each has a number of its own.
/// </summary>
/// <remarks>Computer, channel, record id, provider and time are part of the record that is hashed.</remarks>
internal sealed class EventIdentities
{
    private readonly Dictionary<RecordId, int> _counts = [];
    private readonly Dictionary<SourceEvent, int> _repeated = [];

    /// <summary>Says that the events that follow are in another order, from the first.</summary>
    public void BeginOrder() => _counts.Clear();

    /// <summary>Takes the next event in order; one that other sources hold too is given once.</summary>
    public void Add(SourceEvent source)
    {
        var record = new RecordId(source);
        _counts.TryGetValue(record, out int occurrence);
        _counts[record] = occurrence + 1;
        if (occurrence > 0)
        {
            _repeated[source] = occurrence;
        }
    }

    /// <summary>The event's id: 64 hexadecimal digits.</summary>
    public string IdOf(SourceEvent source)
    {
        _repeated.TryGetValue(source, out int occurrence);
        return occurrence == 0 ? Hex(source.Sha256.ToArray())
            : HashOf(FormattableString.Invariant($"{Hex(source.Sha256.ToArray())}#{occurrence}"));
    }

    /// <summary>The SHA-256 of a text's UTF-8 form: 64 hexadecimal digits.</summary>
    public static string HashOf(string text)
    {
        using var algorithm = SHA256.Create();
        return Hex(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes)
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
