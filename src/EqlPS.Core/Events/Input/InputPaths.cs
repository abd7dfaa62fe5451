namespace EqlPS.Events.Input;

/// <summary>
/// Turns the paths of a command line into files: folders are walked, wildcards in the last part are expanded. Files come in ordinal order
/// of their paths. Hidden files are read like all others: what somebody hid is what a responder looks for.
/// </summary>
internal static class InputPaths
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The files of a path, in ordinal order; empty if there is none.</summary>
    /// <param name="path">A file, a folder, a pattern or <c>-</c>.</param>
    /// <param name="losses">Receives folders that may not be read; null to pass over them silently.</param>
    public static IReadOnlyList<string> Expand(string path, InputLossLog? losses = null)
    {
        if (path == StandardInput || File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            return InOrder(Walk(path, losses));
        }

        string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        string name = Path.GetFileName(path);
        bool hasWildcard = name.IndexOfAny(['*', '?']) >= 0;
        return hasWildcard && Directory.Exists(folder) ? InOrder(Directory.EnumerateFiles(folder, name)) : [];
    }

    // Folders that are links are not entered, so that no cycle is.
    private static IEnumerable<string> Walk(string root, InputLossLog? losses)
    {
        var folders = new Stack<string>([root]);
        while (folders.Count > 0)
        {
            string folder = folders.Pop();
            string[] files;
            try
            {
                foreach (string child in Directory.EnumerateDirectories(folder))
                {
                    if ((File.GetAttributes(child) & FileAttributes.ReparsePoint) == 0)
                    {
                        folders.Push(child);
                    }
                }

                files = Directory.GetFiles(folder);
            }
            catch (Exception error) when (error is UnauthorizedAccessException or IOException)
            {
                losses?.Add(new EventLocation(folder, 0, 0), $"the folder cannot be read: {error.Message.TrimEnd('.')}");
                continue;
            }

            foreach (string file in files)
            {
                yield return file;
            }
        }
    }

    private static string[] InOrder(IEnumerable<string> files)
    {
        string[] ordered = files.ToArray();
        Array.Sort(ordered, StringComparer.Ordinal);
        return ordered;
    }
}
