using System.Runtime.CompilerServices;

namespace EqlPS.Tests.Support;

/// <summary>Tells what of some objects is still held on to; other tests that run meanwhile change nothing.</summary>
internal static class Held
{
    /// <summary>How many of the objects that were made are alive when nobody but others holds them.</summary>
    /// <param name="use">Makes objects, uses them, and gives them.</param>
    public static int CountAfter(Func<IEnumerable<object>> use)
    {
        WeakReference[] made = Use(use);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return made.Count(reference => reference.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Use(Func<IEnumerable<object>> use) => use().Select(made => new WeakReference(made)).ToArray();
}
