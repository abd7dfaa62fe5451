using System.Management.Automation;
using EqlPS.Errors;
using EqlPS.Mappings;
using EqlPS.Rules;

namespace EqlPS.Input;

/// <summary>Reads a user's own mapping files.</summary>
internal static class FieldMaps
{
    private const string Invalid = "FieldMapInvalid";
    private const string Unreadable = "FieldMapUnreadable";
    private const long Largest = 20 * 1024 * 1024;

    /// <summary>The built-in mappings with those of the files; null without files.</summary>
    /// <exception cref="EqlUsageException">A file cannot be read or has faults.</exception>
    public static MappingSet? Load(string[] paths, SessionState session)
    {
        if (paths.Length == 0)
        {
            return null;
        }

        var sources = new List<MappingSource>();
        foreach (string path in paths)
        {
            string file = PathResolver.FileOf(session, path);
            try
            {
                if (new FileInfo(file).Length > Largest)
                {
                    throw new IOException("it is larger than 20 MB");
                }

                sources.Add(new MappingSource(file, File.ReadAllBytes(file)));
            }
            catch (Exception error) when (RuleFile.IsAccessFailure(error))
            {
                throw new EqlUsageException(
                    Unreadable, $"The mapping file {Visible.Line(file)} cannot be read: {error.Message}", ErrorCategory.ReadError,
                    path, error);
            }
        }

        MappingLoadResult result = MappingSet.Load(sources);
        return result.Set ?? throw new EqlUsageException(
            Invalid, Visible.Text(string.Join(Environment.NewLine, result.Diagnostics)), ErrorCategory.InvalidData, paths);
    }
}
