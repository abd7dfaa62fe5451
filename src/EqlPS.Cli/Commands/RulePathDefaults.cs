using EqlPS.Cli.Input;

namespace EqlPS.Cli.Commands;

/// <summary>Finds the rules that come with the program.</summary>
internal static class RulePathDefaults
{
    private const string Folder = "rules";

    /// <summary>The paths given, or the shipped folder.</summary>
    /// <exception cref="UsageException">None is given, and no rules came with the program.</exception>
    public static string[] Or(string[] paths)
    {
        string shipped = Path.Combine(AppContext.BaseDirectory, Folder);
        return paths.Length > 0 ? paths
            : Directory.Exists(shipped) ? [shipped]
            : throw new UsageException($"no rules came with this program ({shipped} does not exist); name some, such as --rules FOLDER");
    }
}
