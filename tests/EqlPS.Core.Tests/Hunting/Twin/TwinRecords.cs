using System.Globalization;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>Makes Windows events at random out of a round's texts.</summary>
/// <param name="random">What is drawn.</param>
/// <param name="texts">The texts of the round.</param>
/// <param name="hasFewKinds">Whether all events are of two kinds, so that there are many of each.</param>
internal sealed class TwinRecords(Random random, TwinTexts texts, bool hasFewKinds)
{
    private const string Sysmon = "Microsoft-Windows-Sysmon";
    private const string SysmonChannel = "Microsoft-Windows-Sysmon/Operational";

    private static readonly DateTime Start = new(2024, 5, 1, 10, 0, 0, DateTimeKind.Utc);

    private static readonly (string Provider, string Channel, int Id, string Names)[] Kinds =
    [
        (Sysmon, SysmonChannel, 1,
            "Image CommandLine OriginalFileName CurrentDirectory User ParentImage ParentCommandLine ParentProcessId"),
        (Sysmon, SysmonChannel, 1, "Image CommandLine ParentImage Hashes"),
        (Sysmon, SysmonChannel, 3, "Image User Protocol Initiated SourceIp SourcePort DestinationIp DestinationPort DestinationHostname"),
        (Sysmon, SysmonChannel, 5, "Image User"),
        (Sysmon, SysmonChannel, 7, "Image ImageLoaded Signed Signature SignatureStatus OriginalFileName Hashes"),
        (Sysmon, SysmonChannel, 10, "SourceImage TargetImage GrantedAccess CallTrace"),
        (Sysmon, SysmonChannel, 11, "Image TargetFilename User"),
        (Sysmon, SysmonChannel, 12, "Image EventType TargetObject"),
        (Sysmon, SysmonChannel, 13, "Image EventType TargetObject Details"),
        (Sysmon, SysmonChannel, 22, "Image QueryName QueryStatus QueryResults"),
        (Sysmon, SysmonChannel, 23, "Image TargetFilename User Hashes"),
        ("Microsoft-Windows-Security-Auditing", "Security", 4688,
            "NewProcessName CommandLine ParentProcessName SubjectUserName SubjectDomainName NewProcessId"),
        ("Microsoft-Windows-Security-Auditing", "Security", 4624, "TargetUserName TargetDomainName IpAddress IpPort LogonType ProcessName"),
        ("Microsoft-Windows-PowerShell", "Microsoft-Windows-PowerShell/Operational", 4104, "ScriptBlockText Path"),
        ("Unknown-Provider", "Application", 1, "Image Extra"),
    ];

    private readonly (string Provider, string Channel, int Id, string Names)[] _kinds =
        hasFewKinds ? [random.Pick(Kinds), random.Pick(Kinds)] : Kinds;

    private long _number;

    /// <summary>The next event; its time is near that of others, and often the same.</summary>
    /// <param name="computer">The computer that wrote the source.</param>
    /// <param name="shift">Added to the time, so that events of different sources never share one.</param>
    public TwinRecord Next(string computer, TimeSpan shift)
    {
        (string provider, string channel, int id, string names) = random.Pick(_kinds);
        DateTime time = Start + shift + TimeSpan.FromMilliseconds(random.Next(40) * (random.OneIn(3) ? 10 : 1_000));
        var data = new List<(string Name, object? Value)>();
        if (provider == Sysmon)
        {
            data.Add(("UtcTime", time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)));
            data.Add(("ProcessGuid", "{0c1d2e3f-000" + random.Next(3).ToString(CultureInfo.InvariantCulture) + "-6638-aa00-000000003300}"));
            data.Add(("ProcessId", random.OneIn(2) ? random.Next(4) : texts.Number()));
        }

        foreach (string name in names.Split(' '))
        {
            AddValue(data, name);
        }

        if (random.OneIn(3))
        {
            AddValue(data, "Extra");
        }

        if (random.OneIn(8))
        {
            AddValue(data, "RuleName");
        }

        _number++;
        return new TwinRecord(
            provider, channel, id, random.OneIn(30) ? null : computer, random.OneIn(12) ? null : _number, time,
            random.OneIn(6) ? [.. data.OrderBy(_ => random.Next())] : data);
    }

    private void AddValue(List<(string Name, object? Value)> data, string name)
    {
        switch (random.Next(24))
        {
            case 0:
                break;
            case 1:
                data.Add((name, null));
                break;
            case 2:
                data.Add((name, Text(name)));
                data.Add((name, Text(name)));
                break;
            case 3:
                data.Add((name, new object?[] { Text(name), Odd(), Text(name) }));
                break;
            case 4:
                data.Add((name, Odd()));
                break;
            default:
                data.Add((name, Text(name)));
                break;
        }
    }

    private object? Odd() => random.Next(8) switch
    {
        0 => 1L,
        1 => 1.5,
        2 => true,
        3 => false,
        4 => long.MaxValue,
        5 => null,
        6 => Array.Empty<object?>(),
        _ => 445L,
    };

    private string Text(string name) => name switch
    {
        "CommandLine" or "ParentCommandLine" or "ScriptBlockText" or "CallTrace" => texts.CommandLine(),
        "TargetObject" => texts.RegistryPath(),
        "User" => random.Pick(["LAB\\", "NT AUTHORITY\\", ""]) + texts.Next(),
        "SourceIp" or "DestinationIp" or "IpAddress" => texts.Address(),
        "QueryResults" => texts.Address() + ";type:  5 " + texts.Next() + ";" + texts.Address() + ";",
        "SourcePort" or "DestinationPort" or "IpPort" or "ParentProcessId" or "NewProcessId" or "LogonType" => texts.Number(),
        "Hashes" => "MD5=" + texts.Next() + ",SHA256=00FF,IMPHASH=" + texts.Next(),
        "EventType" => random.Pick(["SetValue", "CreateKey", "DeleteKey", "DeleteValue"]),
        "Initiated" or "Signed" => random.Pick(["true", "false", "True"]),
        "SignatureStatus" => random.Pick(["Valid", "Expired", "valid"]),
        "Protocol" => random.Pick(["tcp", "udp", "TCP"]),
        "Extra" => random.OneIn(2) ? texts.Number() : texts.Next(),
        "OriginalFileName" or "QueryName" or "Signature" or "RuleName" or "SubjectUserName" or "TargetUserName" or "SubjectDomainName"
            or "TargetDomainName" or "Details" or "QueryStatus" or "GrantedAccess" => texts.Next(),
        _ => texts.FilePath(),
    };
}
