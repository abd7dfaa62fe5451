using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Platform;

namespace EqlPS.Events.Evtx.Values;

/// <summary>Reads and renders points in time; the common form is the FILETIME, 100 ns steps since 1601-01-01 UTC.</summary>
[HotPath]
internal static class EvtxValueTime
{
    private static readonly long Epoch = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long Last = DateTime.MaxValue.Ticks - Epoch;

    public static bool TryGetFileTime(in EvtxValueRef value, out long result)
    {
        ReadOnlySpan<byte> data = value.Bytes;
        switch (value.Type)
        {
            case BinaryXmlType.FileTime when data.Length >= 8:
                result = (long)Bytes.UInt64(data, 0);
                return result >= 0;
            case BinaryXmlType.SystemTime when data.Length >= 16:
                return TryCombine(
                    Part(data, 0), Part(data, 1), Part(data, 3), Part(data, 4), Part(data, 5), Part(data, 6),
                    Part(data, 7) * TimeSpan.TicksPerMillisecond, out result);
            case BinaryXmlType.String:
                value.TryGetUtf16(out ReadOnlySpan<char> text);
                return TryParse(text, out result);
            default:
                result = 0;
                return false;
        }
    }

    /// <summary>Writes seven places of the second, as current versions of Windows do; a number beyond the calendar as it is.</summary>
    public static void FormatFileTime(long fileTime, ref CharWriter writer)
    {
        if (fileTime < 0 || fileTime > Last)
        {
            writer.WriteDecimal((ulong)fileTime, 1);
            return;
        }

        var time = new DateTime(fileTime + Epoch, DateTimeKind.Utc);
        WriteSeconds(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, ref writer);
        writer.WriteDecimal((ulong)(time.Ticks % TimeSpan.TicksPerSecond), 7);
        writer.Write('Z');
    }

    /// <summary>Writes the fields of a SYSTEMTIME as they are, the milliseconds in three places.</summary>
    public static void FormatSystemTime(ReadOnlySpan<byte> data, ref CharWriter writer)
    {
        WriteSeconds(Part(data, 0), Part(data, 1), Part(data, 3), Part(data, 4), Part(data, 5), Part(data, 6), ref writer);
        writer.WriteDecimal((ulong)Part(data, 7), 3);
        writer.Write('Z');
    }

    private static int Part(ReadOnlySpan<byte> data, int index) => Bytes.UInt16(data, index * 2);

    private static void WriteSeconds(int year, int month, int day, int hour, int minute, int second, ref CharWriter writer)
    {
        writer.WriteDecimal((ulong)year, 4);
        writer.Write('-');
        writer.WriteDecimal((ulong)month, 2);
        writer.Write('-');
        writer.WriteDecimal((ulong)day, 2);
        writer.Write('T');
        writer.WriteDecimal((ulong)hour, 2);
        writer.Write(':');
        writer.WriteDecimal((ulong)minute, 2);
        writer.Write(':');
        writer.WriteDecimal((ulong)second, 2);
        writer.Write('.');
    }

    private static bool TryCombine(int year, int month, int day, int hour, int minute, int second, long ticks, out long result)
    {
        result = 0;
        if (year is < 1601 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59 || ticks >= TimeSpan.TicksPerSecond)
        {
            return false;
        }

        result = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks - Epoch;
        return true;
    }

    /// <summary>Reads yyyy-MM-ddTHH:mm:ss with an optional fraction and an optional Z; a blank may stand for the T.</summary>
    private static bool TryParse(ReadOnlySpan<char> text, out long result)
    {
        result = 0;
        if (text.Length > 0 && text[text.Length - 1] == 'Z')
        {
            text = text.Slice(0, text.Length - 1);
        }

        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or ' ') || text[13] != ':' || text[16] != ':'
            || (text.Length > 19 && text[19] != '.'))
        {
            return false;
        }

        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond;
        for (int i = 20; i < text.Length; i++)
        {
            unit /= 10;
            int digit = text[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            ticks += digit * unit;
        }

        return text.Length != 20
            && Digits(text.Slice(0, 4)) is var year and >= 0 && Digits(text.Slice(5, 2)) is var month and >= 0
            && Digits(text.Slice(8, 2)) is var day and >= 0 && Digits(text.Slice(11, 2)) is var hour and >= 0
            && Digits(text.Slice(14, 2)) is var minute and >= 0 && Digits(text.Slice(17, 2)) is var second and >= 0
            && TryCombine(year, month, day, hour, minute, second, ticks, out result);
    }

    /// <summary>The number that the digits spell, or -1.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        int value = 0;
        foreach (char c in text)
        {
            if (c is < '0' or > '9')
            {
                return -1;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }
}
