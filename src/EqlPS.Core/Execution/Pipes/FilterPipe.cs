namespace EqlPS.Execution.Pipes;

/// <summary><c>filter</c>: the results for which a condition is true.</summary>
internal sealed class FilterPipe(Func<EqlResult, bool> condition) : IResultPipe
{
    public IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results) => results.Where(condition);
}
