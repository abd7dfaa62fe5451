#if NET8_0_OR_GREATER
using System.Reflection;
using System.Runtime.CompilerServices;
#endif

namespace EqlPS.Platform;

/// <summary>What runs for every event, made ready while something else still goes on.</summary>
internal static class HotPath
{
    private static int _isBegun;

    /// <summary>
    /// Begins to compile the methods of the types marked <see cref="HotPathAttribute"/>, on a thread of its own, so that they are there when
    /// the rules have been read. Does nothing a second time, with a single processor, and on .NET Framework.
    /// </summary>
    public static void Prepare()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _isBegun, 1) == 0)
        {
            Begin();
        }
    }

#if NET8_0_OR_GREATER
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Only some inputs need these.
    private static readonly string[] Last = ["EqlPS.Events.Evtx", "EqlPS.Events.Xml", "EqlPS.Mappings.Documents"];

    /// <summary>Compiles them now, and gives how many there are.</summary>
    internal static int PrepareAll()
    {
        IEnumerable<Type> marked = typeof(HotPath).Assembly.GetTypes().Where(t => t.IsDefined(typeof(HotPathAttribute), inherit: false));
        return marked.OrderBy(t => Array.Exists(Last, t.Namespace!.StartsWith)).Sum(Prepare);
    }

    private static void Begin() => new Thread(() =>
    {
        try
        {
            PrepareAll();
        }
        catch (Exception)
        {
            // What is not ready is compiled when it is called; a fault would come up there, where it can be reported.
        }
    })
    { IsBackground = true, Name = "eqlps prepare" }.Start();

    private static int Prepare(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            return 0;
        }

        int count = 0;
        foreach (MethodInfo method in type.GetMethods(Own))
        {
            if ((method.MethodImplementationFlags & MethodImplAttributes.AggressiveOptimization) != 0 && !method.ContainsGenericParameters)
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                count++;
            }
        }

        return count + type.GetNestedTypes(Own).Sum(Prepare);
    }
#else
    internal static int PrepareAll() => 0;

    private static void Begin()
    {
    }
#endif
}
