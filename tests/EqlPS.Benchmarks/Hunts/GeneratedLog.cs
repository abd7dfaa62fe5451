using System.Globalization;
using System.Text;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>Writes flattened Windows events, always the same, that look like those of a workstation.</summary>
internal static class GeneratedLog
{
    private static readonly string[] Programs =
        ["C:\\\\Windows\\\\System32\\\\svchost.exe", "C:\\\\Windows\\\\explorer.exe", "C:\\\\Program Files\\\\Vendor\\\\agent.exe", "C:\\\\Windows\\\\System32\\\\cmd.exe"];

    /// <summary>Writes so many events, one a line.</summary>
    public static void Write(string path, int count)
    {
        var random = new Random(7);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.NewLine = "\n";
        for (int i = 0; i < count; i++)
        {
            writer.WriteLine(random.Next(4) == 0 ? Security(i, random) : Sysmon(i, random));
        }
    }

    private static string Sysmon(int number, Random random)
    {
        string time = TimeOf(number);
        string image = Programs[random.Next(Programs.Length)];
        string parent = Programs[random.Next(Programs.Length)];
        int id = random.Next(3) switch { 0 => 1, 1 => 7, _ => 10 };
        string process = string.Create(CultureInfo.InvariantCulture, $"{{7f3a2c10-0000-{random.Next(200):x4}-0000-000000000000}}");
        string data = string.Create(
            CultureInfo.InvariantCulture,
            $"\"UtcTime\":\"{time}\",\"ProcessGuid\":\"{process}\",\"ProcessId\":{random.Next(9000)},\"Image\":\"{image}\",\"User\":\"EXAMPLE\\\\alice\",\"ParentImage\":\"{parent}\",\"CommandLine\":\"{image} /c {random.Next(50)}\",\"Hashes\":\"MD5=00112233445566778899AABBCCDDEEFF,IMPHASH=00112233445566778899AABBCCDDEEFF\",\"GrantedAccess\":\"0x1000\"");
        string message = $"Event:\\r\\nRuleName: -\\r\\nUtcTime: {time}\\r\\nProcessGuid: {process}\\r\\nImage: {image}\\r\\nUser: EXAMPLE\\\\alice\\r\\nParentImage: {parent}\\r\\nCallTrace: C:\\\\Windows\\\\SYSTEM32\\\\ntdll.dll+9fc24|C:\\\\Windows\\\\System32\\\\KERNELBASE.dll+20d0e";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"EventTime\":\"{time}\",\"Hostname\":\"ws-17.example.test\",\"Keywords\":-9223372036854775808,\"SeverityValue\":2,\"Severity\":\"INFO\",\"EventID\":{id},\"SourceName\":\"Microsoft-Windows-Sysmon\",\"ProviderGuid\":\"{{5770385F-C22A-43E0-BF4C-06F5698FFBD9}}\",\"Version\":5,\"Task\":{id},\"OpcodeValue\":0,\"RecordNumber\":{number + 1},\"ExecutionProcessID\":3164,\"ThreadID\":4400,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Domain\":\"NT AUTHORITY\",\"AccountName\":\"SYSTEM\",\"UserID\":\"S-1-5-18\",\"AccountType\":\"User\",\"Message\":\"{message}\",\"Opcode\":\"Info\",{data},\"EventReceivedTime\":\"{time}\",\"SourceModuleName\":\"in\",\"SourceModuleType\":\"im_msvistalog\",\"@version\":\"1\"}}");
    }

    private static string Security(int number, Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"EventTime\":\"{TimeOf(number)}\",\"Hostname\":\"ws-17.example.test\",\"Keywords\":-9214364837600034816,\"EventType\":\"AUDIT_SUCCESS\",\"EventID\":4624,\"SourceName\":\"Microsoft-Windows-Security-Auditing\",\"Channel\":\"Security\",\"Task\":12544,\"RecordNumber\":{number + 1},\"Message\":\"An account was successfully logged on.\\r\\n\\r\\nSubject:\\r\\n\\tSecurity ID:\\t\\tS-1-5-18\\r\\n\\tAccount Name:\\t\\tWS-17$\\r\\n\\tLogon ID:\\t\\t0x3E7\\r\\n\\r\\nLogon Type:\\t\\t\\t5\",\"SubjectUserSid\":\"S-1-5-18\",\"TargetUserName\":\"alice{random.Next(20)}\",\"TargetLogonId\":\"0x{random.Next(100000):x}\",\"LogonType\":\"{random.Next(2, 6)}\",\"IpAddress\":\"10.0.0.{random.Next(250)}\",\"IpPort\":\"0\"}}");

    private static string TimeOf(int number) =>
        new DateTime(2024, 3, 12, 9, 0, 0, DateTimeKind.Utc).AddMilliseconds(number * 7).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
