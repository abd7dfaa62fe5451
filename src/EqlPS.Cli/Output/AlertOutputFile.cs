using System.Text;

namespace EqlPS.Cli.Output;

/// <summary>
/// A file that run after run appends alerts to. What a killed run left unfinished at its end is taken back, so that the next run can give
/// that alert whole.
/// </summary>
internal static class AlertOutputFile
{
    // The alert that was being written when a run was killed is no longer than this.
    private const long LongestAlert = 256 * 1024 * 1024;

    /// <summary>Opens the file, or makes it, to append to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alert">The alert that a killed run may not have finished; null if there is none.</param>
    /// <param name="lengthBefore">The length of the file before that alert was written; null if it was not noted.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    public static FileStream Open(string path, string? alert, long? lengthBefore)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        try
        {
            if (alert is not null && lengthBefore is long length && IsOnly(file, alert, length))
            {
                file.SetLength(length);
            }

            EndLine(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // A line that nobody can finish must not run into the next.
    private static void EndLine(FileStream file)
    {
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>Whether the file ends in lines of that alert alone, the last perhaps cut: nothing else is ever taken away.</summary>
    private static bool IsOnly(FileStream file, string alert, long start)
    {
        if (file.Length < start || file.Length - start > LongestAlert)
        {
            return false;
        }

        file.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true);
        string[] lines = reader.ReadToEnd().Split('\n');
        return lines.Take(lines.Length - 1).All(line => line.Contains(alert, StringComparison.Ordinal));
    }
}
