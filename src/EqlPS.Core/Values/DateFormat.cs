namespace EqlPS.Values;

/// <summary>
/// The <c>format</c> of an Elasticsearch <c>date</c> field: one or more formats parted by <c>||</c>, tried in order. Known are
/// <c>strict_date_optional_time</c>, <c>strict_date_optional_time_nanos</c>, <c>date_optional_time</c>, <c>epoch_millis</c>,
/// <c>epoch_second</c> and patterns as <see cref="DatePattern"/> takes them.
/// </summary>
internal sealed class DateFormat
{
    private const int MaxTextLength = 128;
    private const int MaxAlternatives = 32;

    private readonly Alternative[] _alternatives;
    private readonly string _text;

    private DateFormat(Alternative[] alternatives, string text)
    {
        _alternatives = alternatives;
        _text = text;
    }

    private enum Kind
    {
        StrictIso,
        LenientIso,
        EpochMilliseconds,
        EpochSeconds,
        Pattern,
    }

    /// <summary>
    /// Compiles a format; false, and the default format <c>strict_date_optional_time||epoch_millis</c>, if a part of it is unknown.
    /// </summary>
    public static bool TryCreate(string format, out DateFormat result)
    {
        result = new DateFormat([new(Kind.StrictIso, null), new(Kind.EpochMilliseconds, null)], "strict_date_optional_time||epoch_millis");
        string[] parts = format.Split(["||"], MaxAlternatives + 1, StringSplitOptions.None);
        if (parts.Length > MaxAlternatives)
        {
            return false;
        }

        Alternative[] alternatives = new Alternative[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!TryCreateAlternative(parts[i].Trim(), out alternatives[i]))
            {
                return false;
            }
        }

        result = new DateFormat(alternatives, format);
        return true;
    }

    /// <summary>The first instant that the text denotes in the first alternative that takes it.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out Timestamp timestamp) => TryParseRange(text, out timestamp, out _);

    /// <summary>The first and last nanosecond that the text denotes in the first alternative that takes it.</summary>
    public bool TryParseRange(ReadOnlySpan<char> text, out Timestamp first, out Timestamp last)
    {
        Span<byte> buffer = stackalloc byte[MaxTextLength];
        first = last = default;
        if (!AsciiText.TryNarrow(text, buffer, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        foreach (Alternative alternative in _alternatives)
        {
            if (alternative.TryParse(bytes, out first, out last))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The format as given.</summary>
    public override string ToString() => _text;

    private static bool TryCreateAlternative(string name, out Alternative alternative)
    {
        Kind kind = name switch
        {
            "strict_date_optional_time" or "strict_date_optional_time_nanos" => Kind.StrictIso,
            "date_optional_time" => Kind.LenientIso,
            "epoch_millis" => Kind.EpochMilliseconds,
            "epoch_second" => Kind.EpochSeconds,
            _ => Kind.Pattern,
        };
        DatePattern? pattern = null;
        bool known = kind != Kind.Pattern || DatePattern.TryCreate(name, out pattern);
        alternative = new Alternative(kind, pattern);
        return known;
    }

    private readonly struct Alternative(Kind kind, DatePattern? pattern)
    {
        public bool TryParse(ReadOnlySpan<byte> text, out Timestamp first, out Timestamp last)
        {
            switch (kind)
            {
                case Kind.StrictIso:
                    return TimestampParser.TryParseIso(text, strict: true, out first, out last);
                case Kind.LenientIso:
                    return TimestampParser.TryParseIso(text, strict: false, out first, out last);
                case Kind.EpochMilliseconds:
                    return TimestampParser.TryParseEpoch(text, TimeSpan.TicksPerMillisecond, out first, out last);
                case Kind.EpochSeconds:
                    return TimestampParser.TryParseEpoch(text, TimeSpan.TicksPerSecond, out first, out last);
                default:
                    first = last = default;
                    return pattern is not null && pattern.TryParse(text, out first, out last);
            }
        }
    }
}
