using System.Security;
using EqlPS.Toml;

namespace EqlPS.Rules;

/// <summary>Reads a file's bytes, never more than the limit.</summary>
internal static class RuleFile
{
    /// <summary>The bytes, or null with the reason among the findings.</summary>
    public static byte[]? Read(string path, RuleFindings findings)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return ReadAll(stream, findings);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Error(RuleCodes.PathNotFound, "There is no such file.", default);
        }
        catch (Exception exception) when (IsAccessFailure(exception))
        {
            findings.Error(RuleCodes.FileUnreadable, $"The file cannot be read: {exception.Message}", default);
        }

        return null;
    }

    public static void RefuseSize(RuleFindings findings) =>
        findings.Error(RuleCodes.FileTooLarge, "The file is larger than 20 MB, the limit for rule files; split it.", default);

    /// <summary>True for what the file system throws at a path or file it does not like.</summary>
    public static bool IsAccessFailure(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    private static byte[]? ReadAll(FileStream stream, RuleFindings findings)
    {
        // Not the length alone: devices and pipes have none and never end.
        long known = stream.CanSeek ? stream.Length : 0;
        if (known > RuleReader.MaximumFileSize)
        {
            RefuseSize(findings);
            return null;
        }

        byte[] content = new byte[Math.Max(known + 1, 4096)];
        int count = 0;
        int read;
        while ((read = stream.Read(content, count, content.Length - count)) > 0)
        {
            count += read;
            if (count > RuleReader.MaximumFileSize)
            {
                RefuseSize(findings);
                return null;
            }

            if (count == content.Length)
            {
                Array.Resize(ref content, content.Length * 2);
            }
        }

        Array.Resize(ref content, count);
        return content;
    }
}
