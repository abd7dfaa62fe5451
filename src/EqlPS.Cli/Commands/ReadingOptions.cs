using System.CommandLine;
using EqlPS.Events;

namespace EqlPS.Cli.Commands;

/// <summary>The options that say what events are made of the records of a log.</summary>
internal static class ReadingOptions
{
    public static Option<bool> Exact() => new("--exact")
    {
        Description = "Map Windows events as Elastic's integrations do, quirks included, and add nothing.",
    };

    public static Option<bool> Raw() => new("--raw")
    {
        Description = "Take fields as they stand: JSON unchanged, event logs and event XML in winlogbeat's envelope.",
    };

    /// <summary>What the two options together ask for; the latter is the stronger.</summary>
    public static ReadingMode Mode(bool exact, bool raw) =>
        raw ? ReadingMode.AsItStands : exact ? ReadingMode.Exact : ReadingMode.Default;
}
