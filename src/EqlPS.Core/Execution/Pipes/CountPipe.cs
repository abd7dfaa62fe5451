using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>
/// <c>count</c>: without keys one row <c>totals</c> with the number of results; with keys a row for each key with its number and its
/// share of all results (0 to 1), ordered by number, then key.
/// </summary>
internal sealed class CountPipe(params Func<EqlResult, EqlValue>[] keys) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        if (keys.Length == 0)
        {
            yield return EqlResult.Row(new JoinKey([EqlValue.From("totals")]), new NamedValue("count", EqlValue.From(results.LongCount())));
            yield break;
        }

        List<ResultGroup> groups = ResultGroup.Collect(results, keys, keepsKeys: true, out long total);
        EmptyValues.Fill(groups.ConvertAll(static group => group.Key));
        groups.Sort(static (left, right) =>
        {
            int order = left.Count.CompareTo(right.Count);
            return order != 0 ? order : CaseInsensitiveKey.Compare(left.Key, right.Key);
        });
        foreach (ResultGroup group in groups)
        {
            yield return EqlResult.Row(
                new JoinKey(group.Key),
                new NamedValue("count", EqlValue.From(group.Count)),
                new NamedValue("percent", EqlValue.From((double)group.Count / total)));
        }
    }
}
