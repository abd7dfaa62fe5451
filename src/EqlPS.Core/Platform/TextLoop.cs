using System.Runtime.CompilerServices;

namespace EqlPS.Platform;

/// <summary>How methods are compiled that loop over bytes or characters.</summary>
internal static class TextLoop
{
    /// <summary>
    /// Optimised at their first call. A profile has nothing to tell of such a loop, and a hunt lasts but seconds: what comes before the
    /// optimised code, with the counters that PowerShell's runtime adds to it, would be a good part of them. .NET Framework, which always
    /// compiles so, does not know the flag.
    /// </summary>
    public const MethodImplOptions Options = (MethodImplOptions)512;
}
