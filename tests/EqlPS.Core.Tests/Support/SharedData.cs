namespace EqlPS.Tests.Support;

/// <summary>Finds the repository and the outside data that may lie beside it; tests that need the latter are skipped without it.</summary>
internal static class SharedData
{
    /// <summary>The folder that holds <c>EqlPS.sln</c>.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder with the outside data, or null.</summary>
    public static string? Root { get; } = FindShared();

    /// <summary>A path below the outside data; call it only from a test marked <see cref="SharedFactAttribute"/>.</summary>
    public static string Path(string relative) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException("the shared data is absent"), relative);

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EqlPS.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("EqlPS.sln was not found above the test assembly");
    }

    private static string? FindShared()
    {
        string candidate = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository, "..", "shared"));
        return Directory.Exists(System.IO.Path.Combine(candidate, "corpus")) ? candidate : null;
    }
}
