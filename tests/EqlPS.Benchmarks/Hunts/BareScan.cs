using System.Text.Json;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// The baseline of JSON figures: one <see cref="Utf8JsonReader"/> over each line of a file that is read through a buffer of 1 MB.
/// </summary>
internal static class BareScan
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Reads every token of every line and gives their number.</summary>
    /// <exception cref="JsonException">A line is not valid.</exception>
    public static long Run(IEnumerable<string> files)
    {
        long tokens = 0;
        byte[] buffer = new byte[BufferSize];
        foreach (string file in files)
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            tokens += Run(stream, ref buffer);
        }

        return tokens;
    }

    private static long Run(Stream stream, ref byte[] buffer)
    {
        long tokens = 0;
        int end = 0;
        int read;
        while ((read = stream.Read(buffer, end, buffer.Length - end)) > 0)
        {
            end += read;
            int start = 0;
            for (int next; (next = Array.IndexOf(buffer, (byte)'\n', start, end - start)) >= 0; start = next + 1)
            {
                tokens += CountTokens(buffer.AsSpan(start, next - start));
            }

            if (start == 0 && end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            end -= start;
        }

        return tokens + CountTokens(buffer.AsSpan(0, end));
    }

    private static long CountTokens(ReadOnlySpan<byte> line)
    {
        long tokens = 0;
        if (!line.Trim(" \t\r\uFEFF"u8).IsEmpty)
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }
}
