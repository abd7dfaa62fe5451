using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Mappings.Compilation;

/// <summary>What all records of one kind have in common: the texts of the source paths that tell kinds apart.</summary>
/// <param name="Channel">The channel; empty for none.</param>
/// <param name="Provider">The provider; empty for none.</param>
/// <param name="EventId">The event id.</param>
/// <param name="Task">The name of the task; empty for none.</param>
[HotPath]
internal sealed record KindConstants(string Channel, string Provider, string EventId, string Task)
{
    /// <summary>The text of a source path, which is empty where records have none; null if the path tells no kinds apart.</summary>
    public string? TextOf(string path) => path switch
    {
        RawPaths.Channel => Channel,
        RawPaths.Provider => Provider,
        RawPaths.EventId => EventId,
        RawPaths.Task => Task,
        _ => null,
    };

    /// <summary>Whether a record has these values, which are texts or null.</summary>
    public bool Are(in EqlValue channel, in EqlValue provider, in EqlValue eventId, in EqlValue task) =>
        Is(EventId, eventId) && Is(Channel, channel) && Is(Provider, provider) && Is(Task, task);

    private static bool Is(string text, in EqlValue value) =>
        value.IsNull ? text.Length == 0 : string.Equals(text, value.AsText(), StringComparison.Ordinal);
}
