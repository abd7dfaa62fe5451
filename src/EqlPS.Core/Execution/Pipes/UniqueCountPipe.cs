using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary>
/// <c>unique_count</c>: the first result of each key, with the number of results of that key and their share of all (0 to 1).
/// </summary>
internal sealed class UniqueCountPipe(params Func<EqlResult, EqlValue>[] keys) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        foreach (ResultGroup group in ResultGroup.Collect(results, keys, keepsKeys: false, out long total))
        {
            yield return group.First.With(
                new NamedValue("count", EqlValue.From(group.Count)),
                new NamedValue("percent", EqlValue.From((double)group.Count / total)));
        }
    }
}
