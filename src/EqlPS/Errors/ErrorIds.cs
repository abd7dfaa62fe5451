namespace EqlPS.Errors;

/// <summary>
/// The ids of errors that commands add to those of the engine: a diagnostic's code is its error's id. Scripts may depend on them.
/// </summary>
internal static class ErrorIds
{
    /// <summary>A path that leads nowhere.</summary>
    public const string PathNotFound = "PathNotFound";

    /// <summary>A path of a provider other than FileSystem.</summary>
    public const string ProviderNotSupported = "ProviderNotSupported";

    /// <summary>An input that cannot be opened or is of no known format, or not to its end.</summary>
    public const string InputUnreadable = "InputUnreadable";

    /// <summary>Records of an input that could not be read and were skipped.</summary>
    public const string RecordsUnreadable = "RecordsUnreadable";

    /// <summary>No rule of this name, id or path.</summary>
    public const string RuleNotFound = "RuleNotFound";

    /// <summary>A rule, or none at all, in which there is nothing to run.</summary>
    public const string NoRule = "NoRule";

    /// <summary>What was given as a rule is no rule.</summary>
    public const string RuleInvalid = "RuleInvalid";

    /// <summary>A text that is no date and no date math.</summary>
    public const string DateInvalid = "DateInvalid";

    /// <summary>The list of alerts already given cannot be used.</summary>
    public const string SeenUnusable = "SeenUnusable";

    /// <summary>Events were asked of a log, and the session has no <c>Get-WinEvent</c>.</summary>
    public const string WinEventMissing = "WinEventMissing";

    /// <summary>A log that cannot be read.</summary>
    public const string LogUnreadable = "LogUnreadable";

    /// <summary>What was given as an alert is none.</summary>
    public const string NotAnAlert = "NotAnAlert";

    /// <summary>What a hunt must keep fits neither into memory nor into a temporary file.</summary>
    public const string StoreFull = "StoreFull";
}
