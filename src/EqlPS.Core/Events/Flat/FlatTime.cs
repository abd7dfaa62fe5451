using EqlPS.Values;

namespace EqlPS.Events.Flat;

/// <summary>The time of a flattened event, put right by the offset of its host's clock where one was measured.</summary>
internal static class FlatTime
{
    // 2020-10-21T11:28:11.123456789+00:00
    private const int LongestText = 40;

    /// <summary>
    /// The time as UTC; text that is no time is given as it is. A text without a zone is taken for UTC where no offset is known.
    /// </summary>
    /// <param name="host">The computer.</param>
    /// <param name="fields">The work slots of the fields that may hold the time, best first.</param>
    /// <param name="work">Gives the value of a work slot.</param>
    /// <param name="offsets">The offsets measured so far.</param>
    public static EqlValue Read(in EqlValue host, int[] fields, Func<int, EqlValue> work, TimeOffsets offsets)
    {
        for (int field = 0; field < fields.Length; field++)
        {
            EqlValue value = work(fields[field]);
            if (value.Kind != EqlValueKind.Text)
            {
                continue;
            }

            if (!TryParse(value.AsText(), out Timestamp time))
            {
                return value;
            }

            long offset = offsets.Find(host.Kind == EqlValueKind.Text ? host.AsText() : string.Empty, field);
            return EqlValue.From((offset != 0 && time.TryAddTicks(offset, out Timestamp moved) ? moved : time).ToString());
        }

        return default;
    }

    /// <summary>Reads a time that has a blank where ISO 8601 has a T.</summary>
    public static bool TryParse(string text, out Timestamp time)
    {
        time = default;
        if (text.Length > LongestText)
        {
            return false;
        }

        Span<char> iso = stackalloc char[LongestText];
        text.AsSpan().CopyTo(iso);
        if (text.Length > 10 && iso[10] == ' ')
        {
            iso[10] = 'T';
        }

        return TimestampParser.TryParse(iso.Slice(0, text.Length), out time);
    }
}
