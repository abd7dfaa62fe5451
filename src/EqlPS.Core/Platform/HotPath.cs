using System.Reflection;
using System.Runtime.CompilerServices;

namespace EqlPS.Platform;

/// <summary>What runs for every event, made ready while something else still goes on.</summary>
internal static class HotPath
{
    /// <summary>What marks a method that is optimised at its first call; netstandard2.0 has no name for it.</summary>
    public const MethodImplAttributes Flag = (MethodImplAttributes)512;

    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Only some inputs need these.
    private static readonly string[] Last = ["EqlPS.Events.Evtx", "EqlPS.Events.Xml", "EqlPS.Mappings.Documents"];

    private static readonly Preparation Only = new();
    private static int _isBegun;

    // .NET Framework optimises all there is, and begins with it when it is called.
    private static bool IsFlagKnown => typeof(object).Assembly.GetName().Name == "System.Private.CoreLib";

    /// <summary>
    /// Begins to compile the methods of the types marked <see cref="HotPathAttribute"/>, on a thread of its own, so that they are there
    /// when the rules have been read. Does nothing a second time, with a single processor, and on .NET Framework.
    /// </summary>
    /// <returns>Ends it: what is not ready by then is compiled when it is called, and may never be.</returns>
    public static IDisposable Prepare()
    {
        if (Environment.ProcessorCount > 1 && IsFlagKnown && Interlocked.Exchange(ref _isBegun, 1) == 0)
        {
            new Thread(Only.Run) { IsBackground = true, Name = "eqlps prepare" }.Start();
        }

        return Only;
    }

    /// <summary>The methods, those first that every input needs.</summary>
    internal static IEnumerable<MethodInfo> Methods() => typeof(HotPath).Assembly.GetTypes()
        .Where(t => t.IsDefined(typeof(HotPathAttribute), inherit: false))
        .OrderBy(t => Array.Exists(Last, t.Namespace!.StartsWith))
        .SelectMany(MethodsOf);

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.ContainsGenericParameters
        ? []
        : type.GetMethods(Own).Where(CanBePrepared).Concat(type.GetNestedTypes(Own).SelectMany(MethodsOf));

    private static bool CanBePrepared(MethodInfo method) =>
        (method.MethodImplementationFlags & Flag) != 0 && !method.ContainsGenericParameters;

    private sealed class Preparation : IDisposable
    {
        private volatile bool _isEnded;

        public void Run()
        {
            try
            {
                foreach (MethodInfo method in Methods().TakeWhile(_ => !_isEnded))
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                }
            }
            catch (Exception)
            {
                // A fault comes up again where the method is called, and can be reported there.
            }
        }

        public void Dispose() => _isEnded = true;
    }
}
