namespace EqlPS.Execution.Pipes;

/// <summary><c>head</c>: the first results.</summary>
internal sealed class HeadPipe(long count) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        long left = count;
        if (left <= 0)
        {
            yield break;
        }

        foreach (EqlResult result in results)
        {
            yield return result;
            if (--left == 0)
            {
                yield break;
            }
        }
    }
}
