using EqlPS.Alerts;

namespace EqlPS.Objects;

/// <summary>What an event is about, in one text: the command line of a process, the name looked up, the address, the path.</summary>
internal static class EventDetail
{
    private const string CommandLine = "process.command_line";

    private static readonly string[] Paths =
    [
        "dns.question.name", "url.full", "destination.ip", "destination.domain", "registry.path", "dll.path", "file.path", CommandLine,
        "message",
    ];

    /// <summary>The text, or null if the event has none of the fields.</summary>
    public static string? Of(EventNode node)
    {
        bool isProcess = EventTree.Texts(node.Find("event.category")).Contains("process", StringComparer.Ordinal);
        string? commandLine = isProcess ? NodeValues.TextOf(node, CommandLine) : null;
        return commandLine ?? Paths.Select(path => NodeValues.TextOf(node, path)).FirstOrDefault(text => text is not null);
    }
}
