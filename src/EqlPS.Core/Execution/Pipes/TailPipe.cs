namespace EqlPS.Execution.Pipes;

/// <summary><c>tail</c>: the last results, still ascending; keeps no more than these.</summary>
internal sealed class TailPipe(long count) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        if (count <= 0)
        {
            yield break;
        }

        var kept = new Queue<EqlResult>();
        foreach (EqlResult result in results)
        {
            if (kept.Count >= count)
            {
                kept.Dequeue();
            }

            kept.Enqueue(result);
        }

        while (kept.Count > 0)
        {
            yield return kept.Dequeue();
        }
    }
}
