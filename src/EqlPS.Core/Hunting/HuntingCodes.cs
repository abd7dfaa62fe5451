namespace EqlPS.Hunting;

/// <summary>The codes of the findings that hunting adds to those of rules and queries.</summary>
internal static class HuntingCodes
{
    public const string RowsAreNoAlerts = "RuleMakesRows";
    public const string WildcardIsLiteral = "WildcardIsLiteral";
    public const string MaxSpanBeyondLookBack = "MaxSpanBeyondLookBack";
    public const string ScheduleUnreadable = "ScheduleUnreadable";
    public const string ExceptionUnreadable = "ExceptionUnreadable";
    public const string ExceptionUnsupported = "ExceptionUnsupported";
    public const string ExceptionExpired = "ExceptionExpired";
}
