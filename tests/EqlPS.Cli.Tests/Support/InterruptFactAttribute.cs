using System.Globalization;

namespace EqlPS.Cli.Tests.Support;

/// <summary>
/// A fact about being interrupted: skipped on Windows, and where this process was started with interruptions ignored, as in the
/// background.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InterruptFactAttribute : FactAttribute
{
    private const string StatusFile = "/proc/self/status";
    private const long InterruptBit = 1 << 1;

    public InterruptFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "interrupts are sent with kill";
        }
        else if (AreInterruptsIgnored())
        {
            Skip = "this process was started with interrupts ignored, and its children inherit that";
        }
    }

    private static bool AreInterruptsIgnored()
    {
        const string Label = "SigIgn:";
        string? line = File.Exists(StatusFile) ? File.ReadLines(StatusFile).FirstOrDefault(l => l.StartsWith(Label, StringComparison.Ordinal)) : null;
        return line is not null
            && (long.Parse(line.AsSpan(Label.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;
    }
}
