using EqlPS.Rules.Cases;

namespace EqlPS.Rules;

/// <summary>Finds the files that paths, folders and wildcards mean.</summary>
/// <remarks>
/// A folder gives its <c>.toml</c>, <c>.ndjson</c> and <c>.json</c> files at any depth. Left out are folders named <c>_deprecated</c> or
/// with a dot in front, and links to folders, which could lead in circles. Order is ordinal by path, the same on every system.
/// </remarks>
internal static class RulePaths
{
    private static readonly string[] Extensions = [".toml", ".ndjson", ".json"];

    /// <summary>A file, and whether it was named itself.</summary>
    public readonly record struct Found(string Path, bool IsNamed);

    /// <summary>The files of one argument, in order; what cannot be searched becomes a diagnostic.</summary>
    public static List<Found> Find(string path, List<RuleDiagnostic> diagnostics)
    {
        List<Found> found = [];
        int before = diagnostics.Count;
        try
        {
            if (File.Exists(path))
            {
                found.Add(new Found(path, true));
            }
            else if (Directory.Exists(path))
            {
                AddFolder(path, found, diagnostics);
            }
            else if (path.IndexOfAny(['*', '?']) >= 0)
            {
                AddMatches(path, found, diagnostics);
            }

            if (found.Count == 0 && diagnostics.Count == before)
            {
                bool isThere = Directory.Exists(path);
                string message = isThere ? "The folder holds no .toml, .ndjson or .json file." : "There is no such file or folder.";
                diagnostics.Add(new RuleDiagnostic(RuleCodes.PathNotFound, message, path, 0, 0, RuleDiagnosticSeverity.Error));
            }
        }
        catch (Exception exception) when (RuleFile.IsAccessFailure(exception))
        {
            diagnostics.Add(Unreadable(path, exception.Message));
        }

        return found;
    }

    private static RuleDiagnostic Unreadable(string path, string reason) => new(
        RuleCodes.FileUnreadable, $"The path cannot be searched: {reason}", path, 0, 0, RuleDiagnosticSeverity.Error);

    private static void AddMatches(string pattern, List<Found> found, List<RuleDiagnostic> diagnostics)
    {
        List<(string Path, bool IsFolder)> matches = RuleGlob.Find(
            pattern, (folder, reason) => diagnostics.Add(Unreadable(folder, reason)));
        foreach ((string path, bool isFolder) in matches)
        {
            if (isFolder)
            {
                AddFolder(path, found, diagnostics);
            }
            else
            {
                found.Add(new Found(path, HasRuleExtension(path)));
            }
        }
    }

    private static void AddFolder(string root, List<Found> found, List<RuleDiagnostic> diagnostics)
    {
        List<string> files = [];
        Stack<string> folders = new([root]);
        while (folders.Count > 0)
        {
            string folder = folders.Pop();
            try
            {
                foreach (string file in Directory.EnumerateFiles(folder))
                {
                    if (HasRuleExtension(file))
                    {
                        files.Add(file);
                    }
                }

                foreach (string child in Directory.EnumerateDirectories(folder))
                {
                    if (IsSearched(child))
                    {
                        folders.Push(child);
                    }
                }
            }
            catch (Exception exception) when (RuleFile.IsAccessFailure(exception))
            {
                diagnostics.Add(Unreadable(folder, exception.Message));
            }
        }

        files.Sort(CompareByPath);
        foreach (string file in files)
        {
            found.Add(new Found(file, false));
        }
    }

    /// <summary>Ordinal, with either separator as a slash, so that Windows and Linux agree.</summary>
    public static int CompareByPath(string left, string right) =>
        string.CompareOrdinal(left.Replace('\\', '/'), right.Replace('\\', '/'));

    // The cases beside a rule are TOML as well, and no rule.
    private static bool HasRuleExtension(string path) =>
        !RuleCaseFile.IsCaseFile(path) && Array.Exists(Extensions, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool IsSearched(string folder)
    {
        string name = Path.GetFileName(folder);
        return name.Length > 0 && name[0] != '.' && name != "_deprecated"
            && (File.GetAttributes(folder) & FileAttributes.ReparsePoint) == 0;
    }
}
