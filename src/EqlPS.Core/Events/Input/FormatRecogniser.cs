using System.Text;
using EqlPS.Events.Evtx;
using EqlPS.Events.Json;

namespace EqlPS.Events.Input;

/// <summary>Recognises formats and encodings by content; names and extensions are never looked at.</summary>
internal static class FormatRecogniser
{
    /// <summary>How much of a source is looked at: up to the signature of a log's first chunk.</summary>
    public const int SampleSize = EvtxFileHeader.Size + 8;

    private const int ShownBytes = 16;

    public static bool IsGzip(ReadOnlySpan<byte> beginning) => beginning.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);

    /// <summary>Whether a zip archive begins; an empty archive has only its directory's end.</summary>
    public static bool IsZip(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4])
        || beginning.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 5, 6]);

    /// <summary>
    /// Whether the bytes are UTF-16: by their byte order mark, or little-endian without one by the zero in every second byte.
    /// </summary>
    public static bool IsUtf16(ReadOnlySpan<byte> beginning, out bool isBigEndian)
    {
        isBigEndian = beginning.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (isBigEndian || beginning.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return true;
        }

        // JSON and XML begin with ASCII, so the first few units tell.
        int looked = Math.Min(beginning.Length & ~1, 8);
        for (int i = 0; i < looked; i += 2)
        {
            if (beginning[i] == 0 || beginning[i + 1] != 0)
            {
                return false;
            }
        }

        return looked >= 4;
    }

    /// <summary>The format of unpacked bytes; text is UTF-8 already.</summary>
    public static InputFormat Recognise(ReadOnlySpan<byte> beginning)
    {
        if (EvtxLegacyFormat.Recognises(beginning))
        {
            return InputFormat.LegacyEventLog;
        }

        if (EvtxReader.Recognises(beginning))
        {
            return InputFormat.Evtx;
        }

        ReadOnlySpan<byte> text = SkipMark(beginning);
        text = text.Slice(JsonBlanks.CountLeading(text));
        if (text.IsEmpty)
        {
            return InputFormat.Empty;
        }

        return text[0] switch
        {
            (byte)'{' or (byte)'[' => InputFormat.Json,
            (byte)'<' => text.IndexOf("<Event"u8) >= 0 ? InputFormat.EventXml : InputFormat.Unknown,
            _ => LaterFormat(text),
        };
    }

    /// <summary>The error for a format that is not understood: what was seen, and what is understood.</summary>
    public static string Refusal(ReadOnlySpan<byte> beginning)
    {
        var seen = new StringBuilder();
        foreach (byte value in beginning.Slice(0, Math.Min(beginning.Length, ShownBytes)))
        {
            seen.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        string kind = beginning.IndexOf((byte)0) >= 0 ? "this is a binary file" : "this is no event log";
        return $"{kind} that begins with \"{seen}\"; understood are JSON (lines, an array, or objects one after the other: "
            + "ECS, winlogbeat, Elasticsearch hits, Splunk results, flattened events), "
            + "Windows event XML and EVTX, each also as .gz or .zip";
    }

    private static ReadOnlySpan<byte> SkipMark(ReadOnlySpan<byte> text) =>
        text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text.Slice(3) : text;

    // A few lines of something else may come first, such as what a tool printed before its output: a later line decides.
    private static InputFormat LaterFormat(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)0) >= 0)
        {
            return InputFormat.Unknown;
        }

        for (int end = text.IndexOf((byte)'\n'); end >= 0; end = text.IndexOf((byte)'\n'))
        {
            text = text.Slice(end + 1);
            ReadOnlySpan<byte> line = text.Slice(JsonBlanks.CountLeading(text));
            if (line.StartsWith("{\""u8))
            {
                return InputFormat.Json;
            }

            if (line.StartsWith("<Event"u8))
            {
                return InputFormat.EventXml;
            }
        }

        return InputFormat.Unknown;
    }
}
