namespace EqlPS.Loader;

/// <summary>A folder of assemblies that belong together.</summary>
/// <param name="path">Its full path.</param>
internal sealed class AssemblyFolder(string path)
{
    /// <summary>The name of the assembly of cmdlets, which lies elsewhere.</summary>
    public const string Module = "EqlPS";

    private const string Ours = Module + ".";

    /// <summary>Whether only this product has an assembly of the name, so that nobody else's can be meant.</summary>
    public static bool IsOurs(string? name) => name?.StartsWith(Ours, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The file of an assembly, or null if it is not in the folder.</summary>
    public string? FileOf(string? name)
    {
        if (string.IsNullOrEmpty(name) || name!.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            return null;
        }

        string file = Path.Combine(path, name + ".dll");
        return File.Exists(file) ? file : null;
    }

    /// <summary>Whether a file lies in the folder.</summary>
    public bool Holds(string file) => file.Length > 0
        && string.Equals(Path.GetDirectoryName(file), path, StringComparison.OrdinalIgnoreCase);
}
