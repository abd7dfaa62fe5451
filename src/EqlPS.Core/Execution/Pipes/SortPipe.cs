using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary><c>sort</c>: the results by ascending keys, text regardless of case; equal ones keep their order.</summary>
internal sealed class SortPipe(params Func<EqlResult, EqlValue>[] keys) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        List<EqlResult> all = [.. results];
        List<EqlValue[]> values = all.ConvertAll(result => Array.ConvertAll(keys, key => key(result)));
        EmptyValues.Fill(values);
        return Enumerable.Range(0, all.Count)
            .OrderBy(i => values[i], Comparer<EqlValue[]>.Create(CaseInsensitiveKey.Compare))
            .Select(i => all[i]);
    }
}
