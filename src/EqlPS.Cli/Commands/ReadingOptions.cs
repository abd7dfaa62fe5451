using System.CommandLine;
using EqlPS.Events;

namespace EqlPS.Cli.Commands;

/// <summary>The options that say what events are made of the records of a log.</summary>
internal static class ReadingOptions
{
    private const int MostThreads = 64;
    private const int UsualThreads = 8;

    public static Option<bool> Exact() => new("--exact")
    {
        Description = "Map Windows events as Elastic's integrations do, quirks included, and add nothing.",
    };

    public static Option<bool> Raw() => new("--raw")
    {
        Description = "Take fields as they stand: JSON unchanged, event logs and event XML in winlogbeat's envelope.",
    };

    public static Option<long?> Threads() =>
        OptionTypes.Number("--threads", 1, MostThreads, "How many threads read [default: one for each core, up to 8]");

    /// <summary>The number of threads that an option asks for.</summary>
    public static int Number(long? threads) => (int)(threads ?? Math.Min(UsualThreads, Environment.ProcessorCount));

    /// <summary>What the two options together ask for; the latter is the stronger.</summary>
    public static ReadingMode Mode(bool exact, bool raw) =>
        raw ? ReadingMode.AsItStands : exact ? ReadingMode.Exact : ReadingMode.Default;
}
