using System.Text;
using EqlPS.Events.Input;

namespace EqlPS.Cli.Input;

/// <summary>Tells texts that hold no events from logs, by their content.</summary>
internal static class OtherText
{
    private const int ShownCharacters = 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// What a text begins with that is in no format that is understood; null for logs, binary files and what cannot be read.
    /// </summary>
    public static string? BeginningOf(string path)
    {
        try
        {
            // What has no length has no content or, as a pipe, content that can be read but once.
            return new FileInfo(path).Length == 0 ? null : BeginningOf(Read(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Reading it says why.
            return null;
        }
    }

    private static string? BeginningOf(byte[] beginning)
    {
        if (FormatRecogniser.IsGzip(beginning) || FormatRecogniser.IsZip(beginning))
        {
            return null;
        }

        if (FormatRecogniser.IsUtf16(beginning, out bool isBigEndian))
        {
            beginning = Encoding.Convert(isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode, Encoding.UTF8, beginning);
        }

        // One endless line may be the rest of a record whose log has lost its beginning.
        bool isOneLine = beginning.Length >= FormatRecogniser.SampleSize && Array.IndexOf(beginning, (byte)'\n') < 0;
        if (isOneLine || FormatRecogniser.Recognise(beginning) != InputFormat.Unknown || TextOf(beginning) is not string text)
        {
            return null;
        }

        string line = text.TrimStart('\uFEFF').TrimStart().Split('\n')[0].TrimEnd();
        return line.Length <= ShownCharacters ? line : line[..ShownCharacters];
    }

    private static byte[] Read(string path)
    {
        using FileStream file = InputSource.OpenShared(path);
        byte[] beginning = new byte[FormatRecogniser.SampleSize];
        int length = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        return beginning[..length];
    }

    // Null for a binary file. The last character may be cut off.
    private static string? TextOf(byte[] beginning)
    {
        try
        {
            char[] text = new char[beginning.Length];
            int length = Strict.GetDecoder().GetChars(beginning, 0, beginning.Length, text, 0, flush: false);
            bool isText = !text.Take(length).Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f'));
            return isText ? new string(text, 0, length) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
