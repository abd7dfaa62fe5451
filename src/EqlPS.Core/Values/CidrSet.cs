namespace EqlPS.Values;

/// <summary>
/// The union of many CIDR blocks as sorted ranges that neither touch nor overlap, so that a look-up is one binary search. Immutable.
/// </summary>
internal sealed class CidrSet
{
    private readonly IpAddress[] _firsts;
    private readonly IpAddress[] _lasts;

    public CidrSet(IEnumerable<CidrBlock> blocks)
    {
        List<CidrBlock> sorted = [.. blocks];
        sorted.Sort(static (left, right) => left.First.CompareTo(right.First));
        List<IpAddress> firsts = [];
        List<IpAddress> lasts = [];
        foreach (CidrBlock block in sorted)
        {
            int previous = lasts.Count - 1;
            if (previous >= 0 && (block.First.CompareTo(lasts[previous]) <= 0 || IsNext(lasts[previous], block.First)))
            {
                lasts[previous] = block.Last.CompareTo(lasts[previous]) > 0 ? block.Last : lasts[previous];
            }
            else
            {
                firsts.Add(block.First);
                lasts.Add(block.Last);
            }
        }

        _firsts = [.. firsts];
        _lasts = [.. lasts];
    }

    /// <summary>How many ranges are left after merging.</summary>
    public int RangeCount => _firsts.Length;

    /// <summary>Whether some block holds the address; an IPv4 address is looked up in mapped form.</summary>
    public bool Contains(IpAddress address)
    {
        int low = 0;
        int high = _firsts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_firsts[middle].CompareTo(address) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && address.CompareTo(_lasts[low - 1]) <= 0;
    }

    private static bool IsNext(IpAddress address, IpAddress candidate) => address.Low == ulong.MaxValue
        ? candidate.Low == 0 && candidate.High == address.High + 1 && candidate.High != 0
        : candidate.Low == address.Low + 1 && candidate.High == address.High;
}
