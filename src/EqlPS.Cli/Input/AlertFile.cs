namespace EqlPS.Cli.Input;

/// <summary>Opens a file of alerts.</summary>
internal static class AlertFile
{
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw new UsageException($"--alert {path}: it is a folder") : File.OpenRead(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--alert {path}: {failure.Message}", failure);
        }
    }
}
