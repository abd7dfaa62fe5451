using EqlPS.Events;
using EqlPS.Mappings;

namespace EqlPS.Hunting.Files;

/// <summary>How a hunt reads files.</summary>
internal sealed class FileHuntOptions
{
    private const int MostThreads = 8;

    /// <summary>What events are made of the records of a log.</summary>
    public ReadingMode Mode { get; init; }

    /// <summary>Threads that read; 0 for one a core, up to eight. The result is the same for any number.</summary>
    public int Threads { get; init; }

    /// <summary>How raw records become events; null for the built-in files.</summary>
    public MappingSet? Mappings { get; init; }

    /// <summary>How often progress is told; null for never.</summary>
    public TimeSpan? ProgressPeriod { get; init; }

    /// <summary>How large the blocks of a source are; null for the usual size.</summary>
    public BlockSize? BlockSize { get; init; }

    /// <summary>Whether memory matters more than a few collections of garbage; only for a process of its own.</summary>
    public bool KeepsMemorySmall { get; init; }

    /// <summary>Threads to start.</summary>
    public int ThreadCount => Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, MostThreads);
}
