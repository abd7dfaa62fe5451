using EqlPS.Values;

namespace EqlPS.Execution.Pipes;

/// <summary><c>sort</c>: the results by ascending keys, text regardless of case; equal ones keep their order.</summary>
/// <param name="cancellation">Ends it early: comparing many long texts takes time.</param>
/// <param name="keys">Read the values of the key.</param>
internal sealed class SortPipe(CancellationToken cancellation, params Func<EqlResult, EqlValue>[] keys) : IResultPipe
{
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results)
    {
        List<EqlResult> all = [.. results];
        EqlValue[][] values = all.Select(result => Array.ConvertAll(keys, key => key(result))).ToArray();
        EmptyValues.Fill(values);
        int[] order = Enumerable.Range(0, all.Count).ToArray();
        try
        {
            Array.Sort(order, (left, right) => Compare(values, left, right));
        }
        catch (InvalidOperationException failure) when (failure.InnerException is OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return order.Select(i => all[i]);
    }

    private int Compare(EqlValue[][] values, int left, int right)
    {
        cancellation.ThrowIfCancellationRequested();
        int order = CaseInsensitiveKey.Compare(values[left], values[right]);
        return order != 0 ? order : left.CompareTo(right);
    }
}
