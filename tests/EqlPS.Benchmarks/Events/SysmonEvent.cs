using System.Globalization;
using EqlPS.Mappings;
using EqlPS.Mappings.Files;

namespace EqlPS.Benchmarks.Events;

/// <summary>A made-up Sysmon event that looks like those of a workstation; the same seed gives the same events.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Number">The record number.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Data">Its values by name, in the order of the provider's manifest.</param>
internal sealed record SysmonEvent(int Id, int Number, DateTime Time, IReadOnlyList<(string Name, string Value)> Data)
{
    public const string Provider = "Microsoft-Windows-Sysmon";
    public const string ProviderGuid = "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}";
    public const string Channel = "Microsoft-Windows-Sysmon/Operational";
    public const string Computer = "ws-17.example.test";

    private static readonly MappingFile Mapping = MappingSet.BuiltIn.Files.Single(f => f.Name == "sysmon");
    private static readonly string[] Programs = ["svchost.exe", "explorer.exe", "cmd.exe", "powershell.exe", "agent.exe", "browser.exe"];
    private static readonly string[] Libraries = ["ntdll.dll", "kernel32.dll", "user32.dll", "amsi.dll", "clr.dll"];

    /// <summary>All event ids that the built-in mapping knows.</summary>
    public static IEnumerable<int> Ids => Mapping.Events.Select(e => int.Parse(e.Id, CultureInfo.InvariantCulture)).Order();

    /// <summary>Events of an id, or of those that a workstation writes most.</summary>
    public static SysmonEvent[] Make(int count, int? id = null)
    {
        var random = new Random(7);
        int[] usual = [1, 3, 5, 7, 7, 10, 10, 11, 12, 13, 13, 22];
        return Enumerable.Range(1, count).Select(number => Make(id ?? usual[random.Next(usual.Length)], number, random)).ToArray();
    }

    private static SysmonEvent Make(int id, int number, Random random)
    {
        DateTime time = new DateTime(2024, 3, 12, 9, 0, 0, DateTimeKind.Utc).AddMilliseconds(number * 7);
        EventDefinition definition = Mapping.Events.Single(e => e.Id == id.ToString(CultureInfo.InvariantCulture));
        return new SysmonEvent(id, number, time, definition.Fields.Select(name => (name, Value(name, time, random))).ToArray());
    }

    private static string Value(string name, DateTime time, Random random)
    {
        string program = random.Pick(Programs);
        return name switch
        {
            "UtcTime" or "CreationUtcTime" or "PreviousCreationUtcTime" =>
                time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            "CommandLine" or "ParentCommandLine" => $"\"C:\\Windows\\System32\\{program}\" -k netsvcs -p {random.Next(500)}",
            "TargetFilename" => $"C:\\Users\\alice\\AppData\\Local\\Temp\\{random.Next(2_000)}.tmp",
            "ImageLoaded" => "C:\\Windows\\System32\\" + random.Pick(Libraries),
            "TargetObject" => $"HKLM\\SOFTWARE\\Vendor\\Product\\Settings\\Value{random.Next(200)}",
            "Hashes" or "Hash" => $"MD5={random.Next():X8}00112233445566778899AABB,IMPHASH={random.Next(50):X8}00112233445566778899AABB",
            "SourceIp" or "DestinationIp" => $"10.0.{random.Next(4)}.{random.Next(250)}",
            "CallTrace" => "C:\\Windows\\SYSTEM32\\ntdll.dll+9fc24|C:\\Windows\\System32\\KERNELBASE.dll+20d0e",
            "QueryName" => $"host{random.Next(100)}.example.test",
            "QueryResults" => $"type:  5 edge.example.test;::ffff:192.0.2.{random.Next(250)};",
            "Protocol" => "tcp",
            "User" or "SourceUser" or "TargetUser" or "ParentUser" => "EXAMPLE\\alice",
            "EventType" => "SetValue",
            "Initiated" or "Signed" => "true",
            _ when name.EndsWith("Guid", StringComparison.OrdinalIgnoreCase) =>
                $"{{7f3a2c10-0000-{random.Next(200):x4}-0000-000000000000}}",
            _ when name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Port", StringComparison.Ordinal) =>
                random.Next(9_000).ToString(CultureInfo.InvariantCulture),
            _ when name.EndsWith("Image", StringComparison.Ordinal) => "C:\\Windows\\System32\\" + program,
            _ => "Contoso " + random.Next(20).ToString(CultureInfo.InvariantCulture),
        };
    }
}
