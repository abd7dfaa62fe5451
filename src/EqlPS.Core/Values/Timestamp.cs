using EqlPS.Platform;

namespace EqlPS.Values;

/// <summary>An instant in UTC with nanosecond precision, in the years 0001-9999; the default value is the first of them.</summary>
/// <remarks>
/// Conversions from numbers keep to that range: what lies outside becomes <see cref="MinValue"/> or <see cref="MaxValue"/>.
/// </remarks>
[HotPath]
internal readonly struct Timestamp : IEquatable<Timestamp>, IComparable<Timestamp>
{
    /// <summary>The most characters <see cref="TryFormat(Span{char}, out int)"/> writes: nine digits of the second.</summary>
    public const int MaxTextLength = 30;

    internal const long TicksPerSecond = TimeSpan.TicksPerSecond;
    internal const long MaxTicks = 3_155_378_975_999_999_999;

    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const long FileTimeEpochTicks = 504_911_232_000_000_000;
    private const int NanosecondsPerTick = 100;

    private readonly byte _nanoseconds;

    private Timestamp(long ticks, int nanoseconds)
    {
        Ticks = ticks;
        _nanoseconds = (byte)nanoseconds;
    }

    /// <summary>0001-01-01T00:00:00Z.</summary>
    public static Timestamp MinValue => default;

    /// <summary>The last nanosecond of the year 9999.</summary>
    public static Timestamp MaxValue => new(MaxTicks, NanosecondsPerTick - 1);

    /// <summary>Units of 100 ns since 0001-01-01T00:00:00Z, as <see cref="DateTime.Ticks"/> counts them.</summary>
    public long Ticks { get; }

    /// <summary>Nanoseconds within the tick, 0-99.</summary>
    public int Nanoseconds => _nanoseconds;

    /// <summary>Whole milliseconds since 1970, rounded toward the past: the value an Elasticsearch <c>date</c> field keeps.</summary>
    public long UnixMilliseconds => (Ticks / TimeSpan.TicksPerMillisecond) - (UnixEpochTicks / TimeSpan.TicksPerMillisecond);

    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);

    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    /// <summary>From units of 100 ns since year 1 and nanoseconds (0-99) within the unit.</summary>
    public static Timestamp FromTicks(long ticks, int nanoseconds = 0) =>
        ticks < 0 ? MinValue : ticks > MaxTicks ? MaxValue : new Timestamp(ticks, nanoseconds);

    /// <summary>From a Windows FILETIME: units of 100 ns since 1601.</summary>
    public static Timestamp FromFileTime(long fileTime) =>
        fileTime > MaxTicks - FileTimeEpochTicks ? MaxValue : FromTicks(fileTime + FileTimeEpochTicks);

    /// <summary>From milliseconds since 1970.</summary>
    public static Timestamp FromUnixMilliseconds(long milliseconds) =>
        TryFromUnix(milliseconds, TimeSpan.TicksPerMillisecond, 0, out Timestamp result) ? result : milliseconds < 0 ? MinValue : MaxValue;

    /// <summary>
    /// From milliseconds since 1970 with a fraction, rounded to 100 ns since a double of this size holds no more; NaN gives 1970.
    /// </summary>
    public static Timestamp FromUnixMilliseconds(double milliseconds)
    {
        if (double.IsNaN(milliseconds))
        {
            return new Timestamp(UnixEpochTicks, 0);
        }

        double whole = Math.Floor(milliseconds);
        if (Math.Abs(whole) > 3e14)
        {
            return whole < 0 ? MinValue : MaxValue;
        }

        long fraction = (long)Math.Round((milliseconds - whole) * TimeSpan.TicksPerMillisecond);
        return FromTicks(UnixEpochTicks + ((long)whole * TimeSpan.TicksPerMillisecond) + fraction);
    }

    /// <summary>Compares the time from one instant to a later one with a span in units of 100 ns, exactly: -1, 0 or 1.</summary>
    public static int CompareSpan(Timestamp later, Timestamp earlier, long spanTicks)
    {
        long ticks = later.Ticks - earlier.Ticks;
        return ticks != spanTicks ? (ticks < spanTicks ? -1 : 1) : Math.Sign(later._nanoseconds - earlier._nanoseconds);
    }

    /// <summary>The time since an earlier instant in whole units of 100 ns, rounded down; negative if that one is later.</summary>
    public TimeSpan Since(Timestamp earlier) =>
        new(Ticks - earlier.Ticks - (_nanoseconds < earlier._nanoseconds ? 1 : 0));

    /// <summary>Moves by units of 100 ns; false if that leaves the range.</summary>
    public bool TryAddTicks(long ticks, out Timestamp result)
    {
        bool inside = ticks <= MaxTicks - Ticks && ticks >= -Ticks;
        result = inside ? new Timestamp(Ticks + ticks, _nanoseconds) : default;
        return inside;
    }

    public bool Equals(Timestamp other) => Ticks == other.Ticks && _nanoseconds == other._nanoseconds;

    public override bool Equals(object? obj) => obj is Timestamp other && Equals(other);

    public override int GetHashCode() => Ticks.GetHashCode() ^ (_nanoseconds << 24);

    public int CompareTo(Timestamp other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : _nanoseconds - other._nanoseconds;

    /// <summary>
    /// ISO-8601 in UTC with 3, 6, 7 or 9 digits of the second, the fewest that lose nothing; false if the destination is too short.
    /// </summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        long fraction = (Ticks % TicksPerSecond * NanosecondsPerTick) + _nanoseconds;
        int digits = fraction % 1_000_000 == 0 ? 3 : fraction % 1_000 == 0 ? 6 : fraction % 100 == 0 ? 7 : 9;
        return TryFormat(destination, digits, out charsWritten);
    }

    /// <summary>ISO-8601 in UTC, as <see cref="TryFormat(Span{char}, out int)"/> writes it.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        TryFormat(buffer, out int length);
        return buffer.Slice(0, length).ToString();
    }

    /// <summary>ISO-8601 in UTC with exactly three digits of the second, the rest cut off.</summary>
    public string ToMillisecondText()
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        TryFormat(buffer, 3, out int length);
        return buffer.Slice(0, length).ToString();
    }

    /// <summary>From whole units since 1970 and nanoseconds (0-999,999,999) after them; false if that is out of range.</summary>
    internal static bool TryFromUnix(long units, long ticksPerUnit, int nanoseconds, out Timestamp result)
    {
        bool inside = units >= -(UnixEpochTicks / ticksPerUnit) && units <= (MaxTicks - UnixEpochTicks) / ticksPerUnit;
        result = inside
            ? new Timestamp(UnixEpochTicks + (units * ticksPerUnit) + (nanoseconds / NanosecondsPerTick), nanoseconds % NanosecondsPerTick)
            : default;
        return inside;
    }

    private static void WriteDigits(Span<char> destination, long value)
    {
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (char)('0' + (value % 10));
            value /= 10;
        }
    }

    private bool TryFormat(Span<char> destination, int digits, out int charsWritten)
    {
        charsWritten = 0;
        if (destination.Length < 21 + digits)
        {
            return false;
        }

        CivilDate.FromDayNumber((int)(Ticks / TimeSpan.TicksPerDay), out int year, out int month, out int day);
        int second = (int)(Ticks % TimeSpan.TicksPerDay / TicksPerSecond);
        long fraction = (Ticks % TicksPerSecond * NanosecondsPerTick) + _nanoseconds;
        for (int cut = digits; cut < 9; cut++)
        {
            fraction /= 10;
        }

        WriteDigits(destination.Slice(0, 4), year);
        destination[4] = '-';
        WriteDigits(destination.Slice(5, 2), month);
        destination[7] = '-';
        WriteDigits(destination.Slice(8, 2), day);
        destination[10] = 'T';
        WriteDigits(destination.Slice(11, 2), second / 3600);
        destination[13] = ':';
        WriteDigits(destination.Slice(14, 2), second / 60 % 60);
        destination[16] = ':';
        WriteDigits(destination.Slice(17, 2), second % 60);
        destination[19] = '.';
        WriteDigits(destination.Slice(20, digits), fraction);
        destination[20 + digits] = 'Z';
        charsWritten = 21 + digits;
        return true;
    }
}
