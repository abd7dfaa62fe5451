namespace EqlPS.Platform;

/// <summary>How much memory the runtime's heap takes.</summary>
internal static class HeapSize
{
    /// <summary>
    /// Bytes that the last collection left, be they live or not; what was allocated since is not among them where the platform can tell.
    /// </summary>
    public static long AfterLastCollection() =>
#if NET
        GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;
#else
        GC.GetTotalMemory(forceFullCollection: false);
#endif
}
