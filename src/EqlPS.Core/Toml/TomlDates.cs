namespace EqlPS.Toml;

/// <summary>Reads dates, times and both together, as RFC 3339 writes them.</summary>
internal static class TomlDates
{
    /// <summary>True if a bare word can only be meant as a date or time.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> word) =>
        word.Length > 4 && word[4] == '-' && AreDigits(word.Slice(0, 4))
        || word.Length > 2 && word[2] == ':' && AreDigits(word.Slice(0, 2));

    /// <summary>Reads the value under the cursor; null on an error.</summary>
    public static TomlValue? Read(TomlScanner scanner)
    {
        TomlPosition position = scanner.Position;
        if (scanner.Peek(2) == ':')
        {
            TomlDateTime time = new(TomlKind.LocalTime);
            return ReadTime(scanner, time) ? TomlValue.FromDateTime(position, time) : null;
        }

        TomlDateTime date = new(TomlKind.LocalDate);
        if (!ReadDate(scanner, date))
        {
            return null;
        }

        bool hasTime = scanner.Current is 'T' or 't' || scanner.Current == ' ' && TomlNumbers.IsDigit(scanner.Peek(1));
        if (!hasTime)
        {
            return TomlValue.FromDateTime(position, date);
        }

        scanner.Offset++;
        TomlDateTime both = new(TomlKind.LocalDateTime) { Year = date.Year, Month = date.Month, Day = date.Day };
        if (!ReadTime(scanner, both))
        {
            return null;
        }

        if (scanner.Current is not ('Z' or 'z' or '+' or '-'))
        {
            return TomlValue.FromDateTime(position, both);
        }

        TomlDateTime zoned = new(TomlKind.OffsetDateTime)
        {
            Year = both.Year,
            Month = both.Month,
            Day = both.Day,
            Hour = both.Hour,
            Minute = both.Minute,
            Second = both.Second,
            Nanosecond = both.Nanosecond,
        };
        return ReadOffset(scanner, zoned) ? TomlValue.FromDateTime(position, zoned) : null;
    }

    private static bool ReadDate(TomlScanner scanner, TomlDateTime value)
    {
        int year = ReadDigits(scanner, 4);
        int month = scanner.Peek(4) == '-' ? ReadDigits(scanner, 2, 5) : -1;
        int day = scanner.Peek(7) == '-' ? ReadDigits(scanner, 2, 8) : -1;
        if (year < 0 || month < 0 || day < 0 || TomlNumbers.IsDigit(scanner.Peek(10)))
        {
            return scanner.Fail("A date is written as YYYY-MM-DD.");
        }

        if (month is < 1 or > 12)
        {
            return scanner.Fail("The month of a date is 01 to 12.");
        }

        if (day < 1 || day > DaysInMonth(year, month))
        {
            return scanner.Fail("The month of this date has no such day.");
        }

        (value.Year, value.Month, value.Day) = (year, month, day);
        scanner.Offset += 10;
        return true;
    }

    private static bool ReadTime(TomlScanner scanner, TomlDateTime value)
    {
        int hour = ReadDigits(scanner, 2);
        int minute = scanner.Peek(2) == ':' ? ReadDigits(scanner, 2, 3) : -1;
        int second = scanner.Peek(5) == ':' ? ReadDigits(scanner, 2, 6) : -1;
        if (hour < 0 || minute < 0 || second < 0 || TomlNumbers.IsDigit(scanner.Peek(8)))
        {
            return scanner.Fail("A time is written as HH:MM:SS, seconds included.");
        }

        if (hour > 23 || minute > 59 || second > 60)
        {
            return scanner.Fail("A time lies between 00:00:00 and 23:59:59, or 60 in a leap second.");
        }

        (value.Hour, value.Minute, value.Second) = (hour, minute, second);
        scanner.Offset += 8;
        return scanner.Current != '.' || ReadFraction(scanner, value);
    }

    private static bool ReadFraction(TomlScanner scanner, TomlDateTime value)
    {
        scanner.Offset++;
        if (!TomlNumbers.IsDigit(scanner.Current))
        {
            return scanner.Fail("A digit must follow the point of the seconds.");
        }

        int unit = 100_000_000;
        int nanosecond = 0;
        for (; TomlNumbers.IsDigit(scanner.Current); scanner.Offset++)
        {
            nanosecond += (scanner.Current - '0') * unit;
            unit /= 10;
        }

        value.Nanosecond = nanosecond;
        return true;
    }

    private static bool ReadOffset(TomlScanner scanner, TomlDateTime value)
    {
        if (scanner.Current is 'Z' or 'z')
        {
            scanner.Offset++;
            return true;
        }

        int hour = ReadDigits(scanner, 2, 1);
        int minute = scanner.Peek(3) == ':' ? ReadDigits(scanner, 2, 4) : -1;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || TomlNumbers.IsDigit(scanner.Peek(6)))
        {
            return scanner.Fail("An offset is written as Z, +HH:MM or -HH:MM, at most 23:59.");
        }

        value.OffsetMinutes = (scanner.Current == '-' ? -1 : 1) * (hour * 60 + minute);
        scanner.Offset += 6;
        return true;
    }

    private static int ReadDigits(TomlScanner scanner, int count, int ahead = 0)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            char c = scanner.Peek(ahead + i);
            if (!TomlNumbers.IsDigit(c))
            {
                return -1;
            }

            value = value * 10 + (c - '0');
        }

        return value;
    }

    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!TomlNumbers.IsDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
