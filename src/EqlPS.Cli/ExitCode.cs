namespace EqlPS.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>It ran.</summary>
    public const int Success = 0;

    /// <summary>Bad usage, query or rule, a failed check, or nothing could be read.</summary>
    public const int Failure = 1;

    /// <summary>It ran, but part of the input could not be read.</summary>
    public const int PartialInput = 2;

    /// <summary>It was interrupted.</summary>
    public const int Interrupted = 130;
}
