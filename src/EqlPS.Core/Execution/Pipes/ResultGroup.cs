using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>The results that share a key: the first of them and how many there are.</summary>
internal sealed class ResultGroup(EqlResult first, EqlValue[] key)
{
    public EqlResult First { get; } = first;

    /// <summary>The key in its first spelling; empty if nobody wants it.</summary>
    public EqlValue[] Key { get; } = key;

    public long Count { get; private set; }

    /// <summary>Groups all results by key, in order of first appearance, and counts them.</summary>
    /// <param name="results">The results.</param>
    /// <param name="keys">Read the values of the key.</param>
    /// <param name="keepsKeys">Whether the keys are wanted, which may be long.</param>
    /// <param name="total">The number of results.</param>
    public static List<ResultGroup> Collect(
        IEnumerable<EqlResult> results, IReadOnlyList<Func<EqlResult, EqlValue>> keys, bool keepsKeys, out long total)
    {
        var groups = new Dictionary<CaseInsensitiveKey, ResultGroup>();
        var inOrder = new List<ResultGroup>();
        total = 0;
        foreach (EqlResult result in results)
        {
            var whole = CaseInsensitiveKey.Of(result, keys);
            CaseInsensitiveKey key = whole.Short();
            if (!groups.TryGetValue(key, out ResultGroup? group))
            {
                // The key's own values are read again while grouping goes on, so the group has a copy that may be changed.
                group = new ResultGroup(result, keepsKeys ? [.. whole.Values] : []);
                groups.Add(key, group);
                inOrder.Add(group);
            }

            group.Count++;
            total++;
        }

        return inOrder;
    }
}
