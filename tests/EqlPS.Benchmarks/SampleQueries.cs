namespace EqlPS.Benchmarks;

/// <summary>Queries of the kinds that detection rules are made of.</summary>
internal static class SampleQueries
{
    public const string Short = "process where process.name == \"cmd.exe\"";

    public const string Long =
        """
        process where host.os.type == "windows" and event.type == "start" and
          process.name : ("cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe", "regsvr32.exe") and
          process.parent.name : ("winword.exe", "excel.exe", "outlook.exe") and
          not process.args : ("?:\\Program Files\\*", "?:\\Program Files (x86)\\*", "*--no-sandbox*") and
          not (process.code_signature.trusted == true and process.code_signature.subject_name in ("Contoso", "Fabrikam")) and
          (process.command_line regex~ ".*(http|ftp)s?://[^ ]+.*" or length(process.command_line) > 500 or
           cidrMatch(destination.ip, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
        """;

    public const string Sequence =
        """
        sequence by host.id, process.entity_id with maxspan=5m
          [process where event.type == "start" and process.name : ("rundll32.exe", "regsvr32.exe")]
          [network where network.direction == "egress" and not cidrMatch(destination.ip, "10.0.0.0/8", "127.0.0.0/8")]
          [file where event.type == "creation" and file.extension : ("exe", "dll", "ps1")]
        until [process where event.type == "end"]
        """;

    /// <summary>An event as one JSON line.</summary>
    public const string Event =
        """
        {"@timestamp":"2024-05-01T10:11:12.123Z","event":{"category":["process"],"type":["start"],"code":"1","kind":"event"},
        "host":{"id":"h-1","os":{"type":"windows"},"name":"ws-17"},"process":{"name":"cmd.exe","pid":4711,"entity_id":"{a-b-c}",
        "executable":"C:\\Windows\\System32\\cmd.exe",
        "args":["cmd.exe","/c","whoami","/all"],"command_line":"cmd.exe /c whoami /all","parent":{"name":"winword.exe","pid":99}},
        "user":{"id":"S-1-5-21-1","name":"alice","domain":"EXAMPLE"},"destination":{"ip":"10.1.2.3","port":443},"message":"Process Create"}
        """;

    /// <summary>The query that a benchmark calls <c>short</c>, <c>long</c> or <c>sequence</c>.</summary>
    public static string ByName(string name) => name switch
    {
        "short" => Short,
        "long" => Long,
        _ => Sequence,
    };
}
