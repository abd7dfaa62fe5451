using System.Globalization;

namespace EqlPS.Cli.Input;

/// <summary>Reads files that have to be held in memory and are small unless something is wrong.</summary>
internal static class SmallFile
{
    /// <summary>The whole content.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer than the limit, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int limit)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException("there is no such file");
        }

        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            if (content.Length + read > limit)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it is longer than {limit / (1024 * 1024)} MB"));
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
