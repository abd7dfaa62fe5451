using EqlPS.Loader.Platform;

namespace EqlPS.Loader;

/// <summary>Keeps the engine and what it is built on out of other modules' way, and theirs out of the engine's.</summary>
public static class PrivateAssemblies
{
    // The process has one: PowerShell cannot unload an assembly, so neither can what it refers to change.
    private static readonly object Gate = new();
    private static AssemblyFolder? _folder;

    /// <summary>Makes the assemblies of a folder available to EqlPS.dll. Does nothing when a folder was given before.</summary>
    /// <param name="folder">The folder of the engine's assemblies; nothing of it lies beside EqlPS.dll.</param>
    public static void Prepare(string folder)
    {
        lock (Gate)
        {
            if (_folder is null)
            {
                _folder = new AssemblyFolder(Path.GetFullPath(folder));
                AssemblyResolution.Begin(_folder);
            }
        }
    }
}
