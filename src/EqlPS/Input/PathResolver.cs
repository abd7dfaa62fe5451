using System.Collections.ObjectModel;
using System.Management.Automation;
using EqlPS.Errors;

namespace EqlPS.Input;

/// <summary>Turns paths of the session into paths of the file system.</summary>
/// <param name="session">The session of the command.</param>
/// <param name="report">Takes each path that leads nowhere; the others are given all the same.</param>
internal sealed class PathResolver(SessionState session, Action<ErrorRecord> report)
{
    private readonly HashSet<string> _given = new(
        System.IO.Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Files and folders, each once for this resolver.</summary>
    /// <param name="path">A path of the session.</param>
    /// <param name="isLiteral">Whether wildcards mean themselves.</param>
    public IReadOnlyList<string> Resolve(string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found;
            if (isLiteral)
            {
                found = [session.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
            }
            else
            {
                Collection<string> resolved = session.Path.GetResolvedProviderPathFromPSPath(path, out provider);
                found = resolved;
            }

            if (!IsFileSystem(provider))
            {
                string message = $"The path '{path}' belongs to the provider {provider.Name}; only paths of the file system can be read.";
                Tell(new NotSupportedException(Visible.Line(message)), ErrorIds.ProviderNotSupported, ErrorCategory.InvalidArgument, path);
                return [];
            }

            return Existing(path, found);
        }
        catch (ItemNotFoundException)
        {
            TellMissing(path);
        }
        catch (Exception error) when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            Tell(error, ErrorIds.PathNotFound, ErrorCategory.ObjectNotFound, path);
        }
        catch (Exception error) when (error is PSArgumentException or PSInvalidOperationException or NotSupportedException
            or UnauthorizedAccessException or IOException)
        {
            Tell(error, ErrorIds.PathNotFound, ErrorCategory.InvalidArgument, path);
        }

        return [];
    }

    /// <summary>The file system's path of a file that need not exist.</summary>
    /// <exception cref="EqlUsageException">It is of another provider.</exception>
    public static string FileOf(SessionState session, string path)
    {
        try
        {
            string file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return IsFileSystem(provider) ? file : throw new EqlUsageException(
                ErrorIds.ProviderNotSupported, $"The path '{path}' is not one of the file system.", ErrorCategory.InvalidArgument, path);
        }
        catch (Exception error) when (error is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw new EqlUsageException(ErrorIds.PathNotFound, error.Message, ErrorCategory.ObjectNotFound, path, error);
        }
    }

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == "FileSystem";

    private List<string> Existing(string path, IReadOnlyList<string> found)
    {
        var files = new List<string>();
        foreach (string file in found)
        {
            if (!File.Exists(file) && !Directory.Exists(file))
            {
                TellMissing(path);
            }
            else if (_given.Add(file))
            {
                files.Add(file);
            }
        }

        if (found.Count == 0)
        {
            TellMissing(path);
        }

        return files;
    }

    private void TellMissing(string path) => Tell(
        new ItemNotFoundException($"There is no file or folder '{Visible.Line(path)}'."), ErrorIds.PathNotFound,
        ErrorCategory.ObjectNotFound, path);

    private void Tell(Exception error, string id, ErrorCategory category, string path) =>
        report(new ErrorRecord(error, id, category, path));
}
