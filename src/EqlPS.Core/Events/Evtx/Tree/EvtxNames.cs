namespace EqlPS.Events.Evtx.Tree;

/// <summary>Parts of XML names.</summary>
internal static class EvtxNames
{
    /// <summary>The name without its prefix; the same string when it has none.</summary>
    public static string Local(string name)
    {
        int colon = name.IndexOf(':');
        return colon < 0 ? name : name.Substring(colon + 1);
    }

    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<char> Local(ReadOnlySpan<char> name) => name.Slice(name.IndexOf(':') + 1);
}
