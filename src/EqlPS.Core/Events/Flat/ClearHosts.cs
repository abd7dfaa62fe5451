using EqlPS.Platform;

namespace EqlPS.Events.Flat;

/// <summary>
/// Some hosts of which no more samples are needed, as records write them. Where such a host is written in another way, its records are
/// looked at all the same.
/// </summary>
[HotPath]
internal sealed class ClearHosts
{
    // Each is searched for in every record, so there are few.
    private const int Most = 4;

    // In bytes: a name that is its own key may be written so long. Longer ones would only be held on to.
    private const int Longest = HostKey.LongestName * 6;

    // The one met last first.
    private readonly List<byte[]> _hosts = [];

    /// <summary>Whether one of them is written in a record.</summary>
    public bool HasOneIn(ReadOnlySpan<byte> record)
    {
        for (int i = 0; i < _hosts.Count; i++)
        {
            byte[] host = _hosts[i];
            if (record.IndexOf(host) >= 0)
            {
                if (i > 0)
                {
                    _hosts.RemoveAt(i);
                    _hosts.Insert(0, host);
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>Adds one; the one that was not met for longest is forgotten.</summary>
    public void Add(byte[] host)
    {
        if (host.Length is 0 or > Longest || _hosts.Exists(known => known.AsSpan().SequenceEqual(host)))
        {
            return;
        }

        _hosts.Insert(0, host);
        if (_hosts.Count > Most)
        {
            _hosts.RemoveAt(Most);
        }
    }
}
