#if NET8_0_OR_GREATER
using System.Reflection;
using System.Runtime.Loader;

namespace EqlPS.Loader.Platform;

/// <summary>
/// Answers when the default context looks for an assembly of ours, with one of a private context. That context takes whatever its folder
/// holds from there, before the default context is asked: what other modules loaded, older or newer, is never seen.
/// </summary>
internal static class AssemblyResolution
{
    public static void Begin(AssemblyFolder folder)
    {
        var context = new PrivateContext(folder);
        AssemblyLoadContext.Default.Resolving += (_, name) =>
            AssemblyFolder.IsOurs(name.Name) && folder.FileOf(name.Name) is not null ? context.LoadFromAssemblyName(name) : null;
    }

    private sealed class PrivateContext(AssemblyFolder folder) : AssemblyLoadContext("EqlPS")
    {
        protected override Assembly? Load(AssemblyName name) =>
            folder.FileOf(name.Name) is string file ? LoadFromAssemblyPath(file) : null;
    }
}
#else
using System.Reflection;

namespace EqlPS.Loader.Platform;

/// <summary>
/// Answers, by name alone, when an assembly of ours looks for another: .NET Framework wants the very version that was compiled against, and
/// PowerShell has no file in which to say that a later one will do.
/// </summary>
internal static class AssemblyResolution
{
    public static void Begin(AssemblyFolder folder) => AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
    {
        string? name = new AssemblyName(request.Name).Name;
        bool isOurRequest = AssemblyFolder.IsOurs(name) || (request.RequestingAssembly is Assembly by && IsOurs(by, folder));
        return isOurRequest && folder.FileOf(name) is string file ? Assembly.LoadFrom(file) : null;
    };

    private static bool IsOurs(Assembly assembly, AssemblyFolder folder) =>
        assembly.GetName().Name == AssemblyFolder.Module || folder.Holds(assembly.IsDynamic ? string.Empty : assembly.Location);
}
#endif
