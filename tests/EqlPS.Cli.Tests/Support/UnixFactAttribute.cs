namespace EqlPS.Cli.Tests.Support;

/// <summary>A fact about signals, which Windows has not; reported as skipped there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "signals are sent on Unix only";
        }
    }
}
