using EqlPS.Platform;

namespace EqlPS.Events.Json;

/// <summary>Copies a JSON value, leaving out line ends so that it fits one line of output.</summary>
[HotPath]
internal static class JsonCompaction
{
    /// <summary>The value on one line. Inside strings JSON has no raw line ends, so every one of them is layout.</summary>
    public static byte[] ToOneLine(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\r', (byte)'\n') < 0)
        {
            return json.ToArray();
        }

        byte[] compact = new byte[json.Length];
        int length = 0;
        bool isAtLineStart = false;
        foreach (byte value in json)
        {
            bool isLineEnd = value is (byte)'\r' or (byte)'\n';
            isAtLineStart = isLineEnd || (isAtLineStart && value is (byte)' ' or (byte)'\t');
            if (!isAtLineStart)
            {
                compact[length++] = value;
            }
        }

        return compact.AsSpan(0, length).ToArray();
    }
}
