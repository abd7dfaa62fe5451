namespace EqlPS.Cli.Tests.Support;

/// <summary>Finds the repository.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>EqlPS.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EqlPS.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("EqlPS.sln was not found above the test assembly");
    }
}
