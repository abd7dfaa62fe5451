namespace EqlPS.Input;

/// <summary>Takes the records that the session's <c>Get-WinEvent</c> gives, one by one, on the pipeline's thread.</summary>
public sealed class LogRecordSink
{
    private readonly Action<object?> _take;

    internal LogRecordSink(Action<object?> take) => _take = take;

    /// <summary>Takes a record.</summary>
    public void Take(object? record) => _take(record);
}
