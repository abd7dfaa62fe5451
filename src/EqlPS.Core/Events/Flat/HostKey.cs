using System.Runtime.InteropServices;
using System.Text;
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

    /// <summary>The key of a host; not that of any other name.</summary>
    public static string Of(string name) => name.Length <= LongestName ? name : Shortened(name);

    // Longer than any name that is its own key.
    private static string Shortened(string name)
    {
        Span<byte> hash = stackalloc byte[Sha256Hash.Size];
        Sha256Hash.Write(MemoryMarshal.AsBytes(name.AsSpan()), hash);
        var key = new StringBuilder(name, 0, LongestName, LongestName + 1 + (2 * Sha256Hash.Size));
        key.Append('…');
        foreach (byte value in hash)
        {
            key.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }
}
