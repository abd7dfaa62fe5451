namespace EqlPS.Rules;

/// <summary>Paths with <c>*</c> and <c>?</c> within a name and <c>**</c> for any number of folders.</summary>
internal static class RuleGlob
{
    /// <summary>Folders visited at most, so that a pattern over a whole disk ends.</summary>
    private const int MaximumFolders = 100_000;

    /// <summary>The files and folders that match, in ordinal order.</summary>
    /// <param name="pattern">The path.</param>
    /// <param name="onFailure">Takes each folder that was not searched and why.</param>
    public static List<(string Path, bool IsFolder)> Find(string pattern, Action<string, string> onFailure)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        string root = Path.GetPathRoot(pattern) ?? "";
        string[] names = pattern.Substring(root.Length).Split(separators, StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, bool> matches = new(StringComparer.Ordinal);
        HashSet<(string Folder, int Name)> seen = [];
        Stack<(string Folder, int Name)> open = new();
        open.Push((root, 0));
        while (open.Count > 0 && seen.Count < MaximumFolders)
        {
            (string folder, int index) = open.Pop();
            if (!seen.Add((folder, index)))
            {
                continue;
            }

            try
            {
                Visit(folder, names, index, open, matches);
            }
            catch (Exception exception) when (RuleFile.IsAccessFailure(exception))
            {
                onFailure(folder, exception.Message);
            }
        }

        if (open.Count > 0)
        {
            onFailure(pattern, "the pattern reaches more than 100,000 folders; name a folder nearer to the rules.");
        }

        List<(string Path, bool IsFolder)> found = [];
        foreach (KeyValuePair<string, bool> match in matches)
        {
            found.Add((match.Key, match.Value));
        }

        found.Sort(static (left, right) => RulePaths.CompareByPath(left.Path, right.Path));
        return found;
    }

    /// <summary>True if a name fits a pattern of <c>*</c> and <c>?</c>; linear in the name for each star, without recursion.</summary>
    public static bool IsMatch(string name, string pattern, bool ignoreCase)
    {
        int n = 0;
        int p = 0;
        int star = -1;
        int retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreEqual(name[n], pattern[p], ignoreCase)))
            {
                n++;
                p++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static void Visit(
        string folder, string[] names, int index, Stack<(string Folder, int Name)> open, Dictionary<string, bool> matches)
    {
        string name = names[index];
        bool isLast = index == names.Length - 1;
        if (name is "." or "..")
        {
            Reach(Path.Combine(folder, name), isFolder: true, index, isLast, open, matches);
            return;
        }

        bool isAnyDepth = name == "**";
        if (isAnyDepth && !isLast)
        {
            open.Push((folder, index + 1));
        }

        DirectoryInfo directory = new(folder.Length == 0 ? "." : folder);
        if (!directory.Exists)
        {
            return;
        }

        bool ignoreCase = Path.DirectorySeparatorChar == '\\';
        foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos())
        {
            bool isFolder = (entry.Attributes & FileAttributes.Directory) != 0;
            string path = Path.Combine(folder, entry.Name);
            if (isAnyDepth)
            {
                bool isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                if (isFolder && !isLink && entry.Name[0] != '.')
                {
                    open.Push((path, index));
                }
                else if (!isFolder && isLast)
                {
                    matches[path] = false;
                }
            }
            else if (IsMatch(entry.Name, name, ignoreCase))
            {
                Reach(path, isFolder, index, isLast, open, matches);
            }
        }
    }

    private static void Reach(
        string path, bool isFolder, int index, bool isLast, Stack<(string Folder, int Name)> open, Dictionary<string, bool> matches)
    {
        if (isLast)
        {
            matches[path] = isFolder;
        }
        else if (isFolder)
        {
            open.Push((path, index + 1));
        }
    }

    private static bool AreEqual(char left, char right, bool ignoreCase) =>
        left == right || ignoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
