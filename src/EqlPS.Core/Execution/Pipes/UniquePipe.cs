using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary><c>unique</c>: the first result of each key.</summary>
internal sealed class UniquePipe(params Func<EqlResult, EqlValue>[] keys) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        var seen = new HashSet<CaseInsensitiveKey>();
        foreach (EqlResult result in results)
        {
            if (seen.Add(CaseInsensitiveKey.Of(result, keys).Short()))
            {
                yield return result;
            }
        }
    }
}
