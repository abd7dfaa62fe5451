using EqlPS.Platform;

namespace EqlPS.Events.Flat;

/// <summary>
/// The names by which hosts are remembered. A long one is its beginning and a hash of all of it: hosts stay apart, and no log can make
/// what is remembered of a host grow.
/// </summary>
[HotPath]
internal static class HostKey
{
    /// <summary>The longest name that is its own key, in characters; no computer has one so long.</summary>
    public const int LongestName = 256;

    /// <summary>The key of a host; not that of any other name, since that of a long one is longer than any name that is its own.</summary>
    public static string Of(string name) =>
        name.Length <= LongestName ? name : string.Concat(name.Substring(0, LongestName), "…", Sha256Hash.HexOf(name));
}
