using EqlPS.Alerts;

namespace EqlPS.Cli.Output;

/// <summary>What people look at first in an alert, as text; empty where it says nothing. Nothing is made safe to show.</summary>
internal sealed class AlertSummary
{
    private readonly EventNode _content;

    private AlertSummary(Alert alert, EventNode content)
    {
        _content = content;
        Time = alert.Time?.ToString() ?? string.Empty;
        Severity = AlertReason.NameOf(alert.Severity);
        Reason = AlertReason.Of(alert, content);
    }

    public string Time { get; }

    public string Severity { get; }

    public string Reason { get; }

    public string Host => First("host.name", "host.hostname", "winlog.computer_name", "host.id");

    public string User => First("user.name", "winlog.user.name");

    public string Process => First("process.name", "process.executable");

    public string Parent => First("process.parent.name", "process.parent.executable");

    public string CommandLine => First("process.command_line");

    public string File => First("file.path", "file.name");

    public string Destination => First("dns.question.name", "destination.domain", "destination.ip");

    /// <summary>The first of what tells most: command line, file, registry value, library, destination.</summary>
    public string Detail => First(
        "process.command_line", "file.path", "registry.path", "dll.path", "dns.question.name", "destination.ip", "process.name", "message");

    public static AlertSummary Of(Alert alert) => new(alert, alert.ReadContent());

    private string First(params string[] paths)
    {
        foreach (string path in paths)
        {
            IReadOnlyList<string> texts = EventTree.Texts(_content.Find(path));
            if (texts.Count > 0)
            {
                return string.Join(", ", texts);
            }
        }

        return string.Empty;
    }
}
