namespace EqlPS.Tests.Events.Objects;

/// <summary>Made-up events of several providers as XML.</summary>
internal static class OwnEvents
{
    public static IEnumerable<(string Name, string Xml)> All =>
    [
        ("Sysmon 1", Event(
            "Microsoft-Windows-Sysmon", "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}", 1, 5, 1, "0x8000000000000000",
                "Microsoft-Windows-Sysmon/Operational",
            "S-1-5-18",
            ("RuleName", "-"), ("UtcTime", "2024-05-06 07:08:09.123"), ("ProcessGuid", "{0c1d2e3f-0001-6638-aa00-000000003300}"),
            ("ProcessId", "4711"), ("Image", @"C:\Tools & more\probe.exe"), ("FileVersion", "1.2"), ("Description", "A probe"),
            ("Product", "Probes"),
            ("Company", "Example"), ("OriginalFileName", "PROBE.EXE"), ("CommandLine", "\"C:\\Tools & more\\probe.exe\"  -x <y>"),
            ("CurrentDirectory", @"C:\"), ("User", @"LAB\erin"), ("LogonGuid", "{0c1d2e3f-0002-6638-bb00-000000003300}"),
            ("LogonId", "0x3f2a"),
            ("TerminalSessionId", "1"), ("IntegrityLevel", "High"), ("Hashes", "MD5=0A1B,SHA256=2C3D"),
            ("ParentProcessGuid", "{0c1d2e3f-0003-6638-cc00-000000003300}"), ("ParentProcessId", "77"),
            ("ParentImage", @"C:\Windows\explorer.exe"),
            ("ParentCommandLine", "explorer.exe"), ("ParentUser", @"LAB\erin"))),
        ("Sysmon 3 of an old version", Event(
            "Microsoft-Windows-Sysmon", "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}", 3, 5, 3, "0x8000000000000000",
                "Microsoft-Windows-Sysmon/Operational",
            "S-1-5-18",
            ("UtcTime", "2018-05-06 07:08:09.123"), ("ProcessGuid", "{0c1d2e3f-0001-6638-aa00-000000003300}"), ("ProcessId", "4"),
            ("Image", "System"), ("User", @"NT AUTHORITY\SYSTEM"), ("Protocol", "tcp"), ("Initiated", "true"), ("SourceIsIpv6", "false"),
            ("SourceIp", "192.0.2.7"), ("SourceHostname", ""), ("SourcePort", "49777"), ("SourcePortName", ""),
            ("DestinationIsIpv6", "false"),
            ("DestinationIp", "198.51.100.9"), ("DestinationHostname", "files.example"), ("DestinationPort", "445"),
            ("DestinationPortName", "microsoft-ds"))),
        ("Sysmon 10", Event(
            "Microsoft-Windows-Sysmon", "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}", 10, 3, 10, "0x8000000000000000",
                "Microsoft-Windows-Sysmon/Operational",
            "S-1-5-18",
            ("RuleName", "memory"), ("UtcTime", "2024-05-06 07:08:09.123"), ("SourceProcessGUID", "{0c1d2e3f-0001-6638-aa00-000000003300}"),
            ("SourceProcessId", "11"), ("SourceThreadId", "12"), ("SourceImage", @"C:\t\a.exe"),
            ("TargetProcessGUID", "{0c1d2e3f-0004-6638-aa00-000000003300}"), ("TargetProcessId", "700"),
            ("TargetImage", @"C:\Windows\System32\lsass.exe"),
            ("GrantedAccess", "0x1410"), ("CallTrace", @"C:\Windows\SYSTEM32\ntdll.dll+9f"), ("SourceUser", @"LAB\erin"),
            ("TargetUser", @"LAB\erin"))),
        ("Security 4624", Event(
            "Microsoft-Windows-Security-Auditing", "{54849625-5478-4994-a5ba-3e3b0328c30d}", 4624, 2, 12544, "0x8020000000000000",
                "Security", null,
            ("SubjectUserSid", "S-1-5-18"), ("SubjectUserName", "HOST1$"), ("SubjectDomainName", "LAB"), ("SubjectLogonId", "0x3e7"),
            ("TargetUserSid", "S-1-5-21-1-2-3-1104"), ("TargetUserName", "erin"), ("TargetDomainName", "LAB"), ("TargetLogonId", "0x3f2a"),
            ("LogonType", "10"), ("LogonProcessName", "User32 "), ("AuthenticationPackageName", "Negotiate"), ("WorkstationName", "HOST1"),
            ("LogonGuid", "{00000000-0000-0000-0000-000000000000}"), ("TransmittedServices", "-"), ("LmPackageName", "-"),
            ("KeyLength", "0"),
            ("ProcessId", "0x2f8"), ("ProcessName", @"C:\Windows\System32\svchost.exe"), ("IpAddress", "192.0.2.44"), ("IpPort", "0"),
            ("ImpersonationLevel", "%%1833"), ("RestrictedAdminMode", "%%1843"), ("TargetOutboundUserName", "-"),
            ("TargetOutboundDomainName", "-"),
            ("VirtualAccount", "%%1843"), ("TargetLinkedLogonId", "0x0"), ("ElevatedToken", "%%1842"))),
        ("Security 4625", Event(
            "Microsoft-Windows-Security-Auditing", "{54849625-5478-4994-a5ba-3e3b0328c30d}", 4625, 0, 12544, "0x8010000000000000",
                "Security", null,
            ("SubjectUserSid", "S-1-0-0"), ("SubjectUserName", "-"), ("SubjectDomainName", "-"), ("SubjectLogonId", "0x0"),
            ("TargetUserSid", "S-1-0-0"), ("TargetUserName", "mallory"), ("TargetDomainName", "LAB"), ("Status", "0xc000006d"),
            ("FailureReason", "%%2313"), ("SubStatus", "0xc000006a"), ("LogonType", "3"), ("LogonProcessName", "NtLmSsp "),
            ("AuthenticationPackageName", "NTLM"), ("WorkstationName", "ODD"), ("TransmittedServices", "-"), ("LmPackageName", "-"),
            ("KeyLength", "0"),
            ("ProcessId", "0x0"), ("ProcessName", "-"), ("IpAddress", "192.0.2.45"), ("IpPort", "50123"))),
        ("Security 4688", Event(
            "Microsoft-Windows-Security-Auditing", "{54849625-5478-4994-a5ba-3e3b0328c30d}", 4688, 2, 13312, "0x8020000000000000",
                "Security", null,
            ("SubjectUserSid", "S-1-5-21-1-2-3-1104"), ("SubjectUserName", "erin"), ("SubjectDomainName", "LAB"),
            ("SubjectLogonId", "0x3f2a"),
            ("NewProcessId", "0x1267"), ("NewProcessName", @"C:\Windows\System32\cmd.exe"), ("TokenElevationType", "%%1937"),
            ("ProcessId", "0x4d"),
            ("CommandLine", "cmd  /c \"dir x\" "), ("TargetUserSid", "S-1-0-0"), ("TargetUserName", "-"), ("TargetDomainName", "-"),
            ("TargetLogonId", "0x0"), ("ParentProcessName", @"C:\Windows\explorer.exe"), ("MandatoryLabel", "S-1-16-12288"))),
        ("Security 1102", Event(
            "Microsoft-Windows-Eventlog", "{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}", 1102, 0, 104, "0x4020000000000000", "Security",
                null).Replace(
            "<EventData></EventData>",
            "<UserData><LogFileCleared><SubjectUserSid>S-1-5-21-1-2-3-1104</SubjectUserSid><SubjectUserName>erin</SubjectUserName>"
            + "<SubjectDomainName>LAB</SubjectDomainName><SubjectLogonId>0x3f2a</SubjectLogonId></LogFileCleared></UserData>",
            StringComparison.Ordinal)),
        ("PowerShell 4104", Event(
            "Microsoft-Windows-PowerShell", "{a0c1853b-5c40-4b15-8766-3cf1c58f985a}", 4104, 1, 2, "0x0",
                "Microsoft-Windows-PowerShell/Operational",
            "S-1-5-21-1-2-3-1104",
            ("MessageNumber", "1"), ("MessageTotal", "1"), ("ScriptBlockText", "Get-Item 'x'\n| Remove-Item"),
            ("ScriptBlockId", "0c1d2e3f-0009-6638-aa00-000000003300"), ("Path", @"C:\s\a.ps1"))),
        ("classic PowerShell 400", Event(
            "PowerShell", null, 400, 0, 4, "0x80000000000000", "Windows PowerShell", null,
            ("", "Available"), ("", "None"),
            ("", "\tNewEngineState=Available\n\tHostName=ConsoleHost\n\tHostApplication=powershell.exe -nop"))),
        ("Task Scheduler 200", Event(
            "Microsoft-Windows-TaskScheduler", "{de7b24ea-73c8-4a09-985d-5bdadcfa9017}", 200, 1, 200, "0x8000000000000000",
            "Microsoft-Windows-TaskScheduler/Operational", "S-1-5-18",
            ("TaskName", @"\Odd"), ("ActionName", "cmd.exe"), ("TaskInstanceId", "{0c1d2e3f-0006-6638-aa00-000000003300}"),
            ("EnginePID", "812"))),
    ];

    private static string Event(
        string provider, string? guid, int id, int version, int task, string keywords, string channel, string? user,
        params (string Name, string Text)[] data) =>
        $"<Event><System><Provider Name=\"{provider}\"{(guid is null ? string.Empty : $" Guid=\"{guid}\"")}/><EventID>{id}</EventID>"
        + $"<Version>{version}</Version><Level>{(channel == "Security" ? 0 : 4)}</Level><Task>{task}</Task><Opcode>0</Opcode>"
        + $"<Keywords>{keywords}</Keywords><TimeCreated SystemTime=\"2024-05-06T07:08:09.1234567Z\"/><EventRecordID>991</EventRecordID>"
        + "<Correlation ActivityID=\"{0c1d2e3f-0007-6638-aa00-000000003300}\"/><Execution ProcessID=\"3000\" ThreadID=\"3004\"/>"
        + $"<Channel>{channel}</Channel><Computer>host1.lab.example</Computer>"
        + $"{(user is null ? "<Security/>" : $"<Security UserID=\"{user}\"/>")}"
        + "</System><EventData>" + string.Concat(data.Select(d => $"<Data{(d.Name.Length == 0 ? string.Empty : $" Name=\"{d.Name}\"")}>"
            + d.Text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal) + "</Data>"))
        + "</EventData></Event>";
}
