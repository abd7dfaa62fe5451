using System.Globalization;
using System.Numerics;
using EqlPS.Values;

namespace EqlPS.Events.Objects;

/// <summary>Values of objects as the text that an event's XML or JSON has for them; culture plays no part.</summary>
internal static class ScalarText
{
    private const string TimePattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    /// <summary>Whether a value is one by itself, neither an object nor a list.</summary>
    public static bool IsScalar(object value) =>
        value is string or IConvertible or Guid or DateTimeOffset or TimeSpan or Uri or Version or BigInteger or byte[];

    /// <summary>The text of a scalar.</summary>
    /// <exception cref="ObjectAccessException">The value cannot say what it is.</exception>
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => OfTime(time),
        DateTimeOffset time => OfTime(time.UtcDateTime),
        Guid id => id.ToString("D"),
        byte[] bytes => OfBytes(bytes),
        double number => NumberText.Format(number),
        float number => NumberText.Format(number),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => OfAny(value),
    };

    /// <summary>A time in UTC with as many digits as it has; without a zone where none is known.</summary>
    public static string OfTime(DateTime time)
    {
        DateTime shown = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        return shown.ToString(TimePattern, CultureInfo.InvariantCulture) + (shown.Kind == DateTimeKind.Utc ? "Z" : string.Empty);
    }

    /// <summary>Bytes as event XML has them: pairs of hexadecimal digits.</summary>
    public static string OfBytes(byte[] bytes)
    {
        var text = new System.Text.StringBuilder(bytes.Length * 2);
        foreach (byte value in bytes)
        {
            text.Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    // The types are those of strangers, whose code may do anything.
    private static string OfAny(object value)
    {
        try
        {
            return value.ToString() ?? string.Empty;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
        {
            throw new ObjectAccessException($"a value of type {value.GetType().FullName} has no text: {error.Message}", error);
        }
    }
}
