using System.Text;

namespace EqlPS.Cli.Input;

/// <summary>Finds the text of a query.</summary>
internal static class QueryText
{
    // More than any query that is accepted.
    private const int LongestFile = 16 * 1024 * 1024;

    /// <summary>The argument itself, or the content of the file it names behind <c>@</c>: no query begins with that sign.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static string Read(string argument)
    {
        if (FileOf(argument) is not string file)
        {
            return argument;
        }

        if (file.Length == 0)
        {
            throw new UsageException("the name of the query's file is missing behind @");
        }

        try
        {
            // The encoding's own mark at the beginning, as Windows editors write it, is honoured and left out.
            using var reader = new StreamReader(new MemoryStream(SmallFile.Read(file, LongestFile)), Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the query file {file} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The file that an argument names as the query's place, or null if it is the query.</summary>
    public static string? FileOf(string argument) => argument.StartsWith('@') ? argument[1..] : null;
}
