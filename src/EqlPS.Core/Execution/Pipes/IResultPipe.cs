namespace EqlPS.Execution.Pipes;

/// <summary>A step that turns the ordered results of a query, or of the pipe before it, into other ordered results.</summary>
internal interface IResultPipe
{
    /// <summary>Reads the results when its own are asked for, and no more of them than it needs.</summary>
    IEnumerable<EqlResult> Apply(IEnumerable<EqlResult> results);
}
