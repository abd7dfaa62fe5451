using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>The results that share a key: the first of them and how many there are.</summary>
internal sealed class ResultGroup(EqlResult first, EqlValue[] key)
{
    public EqlResult First { get; } = first;

    /// <summary>The key in its first spelling.</summary>
    public EqlValue[] Key { get; } = key;

    public long Count { get; private set; }

    /// <summary>Groups all results by key, in order of first appearance, and counts them.</summary>
    public static List<ResultGroup> Collect(IEnumerable<EqlResult> results, IReadOnlyList<Func<EqlResult, EqlValue>> keys, out long total)
    {
        var groups = new Dictionary<CaseInsensitiveKey, ResultGroup>();
        var inOrder = new List<ResultGroup>();
        total = 0;
        foreach (EqlResult result in results)
        {
            var key = CaseInsensitiveKey.Of(result, keys);
            if (!groups.TryGetValue(key, out ResultGroup? group))
            {
                // The key's own values are read again while grouping goes on, so the group has a copy that may be changed.
                group = new ResultGroup(result, [.. key.Values]);
                groups.Add(key, group);
                inOrder.Add(group);
            }

            group.Count++;
            total++;
        }

        return inOrder;
    }
}
