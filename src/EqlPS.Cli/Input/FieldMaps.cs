using EqlPS.Mappings;

namespace EqlPS.Cli.Input;

/// <summary>Loads the mapping files that a user adds with <c>--field-map</c>.</summary>
internal static class FieldMaps
{
    private const int LargestFile = 16 * 1024 * 1024;

    /// <summary>The built-in files and those at some paths; null, which stands for the built-in ones, without paths.</summary>
    /// <exception cref="UsageException">A file cannot be read or has findings; the message lists them.</exception>
    public static MappingSet? Load(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return null;
        }

        MappingLoadResult result = MappingSet.Load(paths.Select(Read).ToArray());
        return result.Set ?? throw new UsageException("the field map cannot be used: "
            + string.Join("; ", result.Diagnostics.Select(d => d.ToString())));
    }

    private static MappingSource Read(string path)
    {
        try
        {
            return new MappingSource(path, SmallFile.Read(path, LargestFile));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--field-map {path}: {error.Message}", error);
        }
    }
}
