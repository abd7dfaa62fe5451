using EqlPS.Events;
using EqlPS.Events.Flat;

namespace EqlPS.Hunting.Files;

/// <summary>What became of one source of a hunt.</summary>
/// <param name="Name">The file, or <c>archive.zip!member</c>.</param>
internal sealed record SourceSummary(string Name)
{
    /// <summary>Events read.</summary>
    public long Events { get; set; }

    /// <summary>Alerts given while it was read; those of sequences come later and belong to no source.</summary>
    public long Alerts { get; set; }

    /// <summary>Records that could not be read.</summary>
    public InputLossLog Losses { get; } = new();

    /// <summary>The time offsets that its flattened records needed.</summary>
    public IReadOnlyList<TimeOffset> TimeOffsets { get; set; } = [];

    /// <summary>Why it was not read to its end; null if it was.</summary>
    public string? Failure { get; set; }

    /// <summary>False if nothing of it could be read. A source without records was read.</summary>
    public bool IsReadable => Events > 0 || (Losses.Count == 0 && Failure is null);
}
