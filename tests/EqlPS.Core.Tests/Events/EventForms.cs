using System.Text;
using System.Text.Json;

namespace EqlPS.Tests.Events;

/// <summary>One made-up event in every form it may be met in.</summary>
internal static class EventForms
{
    private static readonly (string Name, string Value)[] Data =
    [
        ("UtcTime", "2024-05-06 07:08:09.123"), ("ProcessGuid", "{00000000-1111-2222-3333-444444444444}"), ("ProcessId", "4711"),
        ("Image", @"C:\Tools & more\probe<1>.exe"),
        ("CommandLine", "\"C:\\Tools\\probe.exe\" /name:\"émile 😀\" \tend"), ("User", @"LAB\'quoted'"),
    ];

    public static string Xml { get; } =
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        + "<Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-0000-0000-0000-000000000000}'/>"
        + "<EventID>1</EventID><Version>5</Version><Level>4</Level><Task>1</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords>"
        + "<TimeCreated SystemTime='2024-05-06T07:08:09.200Z'/><EventRecordID>99</EventRecordID><Correlation/>"
        + "<Execution ProcessID='3000' ThreadID='3004'/>"
        + "<Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>lab1.example</Computer>"
        + "<Security UserID='S-1-5-18'/></System><EventData>"
        + string.Concat(Data.Select(d => $"<Data Name='{d.Name}'>{Escape(d.Value)}</Data>"))
        + "</EventData></Event>";

    public static string Winlog { get; } = Compact(
        "{'@timestamp':'2024-05-06T07:08:09.200Z','event':{'code':'1','provider':'Microsoft-Windows-Sysmon','kind':'event'},"
        + "'winlog':{'provider_name':'Microsoft-Windows-Sysmon',"
        + "'provider_guid':'{5770385f-0000-0000-0000-000000000000}','event_id':'1','version':5,'record_id':99,'process':{'pid':3000,"
        + "'thread':{'id':3004}},"
        + "'channel':'Microsoft-Windows-Sysmon/Operational','computer_name':'lab1.example','user':{'identifier':'S-1-5-18'},"
        + "'event_data':" + DataObject + "}}");

    public static string Flat { get; } = Compact(
        "{'EventTime':'2024-05-06 07:08:09.2','Hostname':'lab1.example','Keywords':-9223372036854775808,'EventID':1,"
        + "'SourceName':'Microsoft-Windows-Sysmon',"
        + "'ProviderGuid':'{5770385f-0000-0000-0000-000000000000}','Version':5,'Task':1,'OpcodeValue':0,'RecordNumber':99,"
        + "'ExecutionProcessID':3000,'ThreadID':3004,"
        + "'Channel':'Microsoft-Windows-Sysmon/Operational','UserID':'S-1-5-18','Level':4,") + DataObject.Substring(1);

    public static string EventJson { get; } = Compact(
        "{'Event':{'#attributes':{'xmlns':'x'},"
        + "'System':{'Provider':{'#attributes':{'Name':'Microsoft-Windows-Sysmon','Guid':'{5770385f-0000-0000-0000-000000000000}'}},"
        + "'EventID':1,'Version':5,'Level':4,'Task':1,'Opcode':0,'Keywords':'0x8000000000000000',"
        + "'TimeCreated':{'#attributes':{'SystemTime':'2024-05-06T07:08:09.200Z'}},"
        + "'EventRecordID':99,'Execution':{'#attributes':{'ProcessID':3000,'ThreadID':3004}},"
        + "'Channel':'Microsoft-Windows-Sysmon/Operational',"
        + "'Computer':'lab1.example','Security':{'#attributes':{'UserID':'S-1-5-18'}}},'EventData':" + DataObject + "}}");

    /// <summary>All forms, and their packing in other tools' records.</summary>
    public static IEnumerable<(string Name, string Text)> All =>
    [
        ("XML", Xml),
        ("winlogbeat", Winlog),
        ("flattened", Flat),
        ("XML as JSON", EventJson),
        ("event.original", $"{{\"event\":{{\"original\":{JsonSerializer.Serialize(Xml)}}}}}"),
        ("Splunk XML", $"{{\"preview\":false,\"result\":{{\"_raw\":{JsonSerializer.Serialize(Xml)},\"host\":\"h\"}}}}"),
        ("Splunk JSON", $"{{\"result\":{{\"_raw\":{JsonSerializer.Serialize(Winlog)}}}}}"),
        ("hit", $"{{\"_index\":\"i\",\"_source\":{Winlog}}}"),
        ("hit of a flattened event", $"{{\"_source\":{Flat}}}"),
    ];

    private static string DataObject => "{" + string.Join(",", Data.Select(d => $"\"{d.Name}\":{JsonSerializer.Serialize(d.Value)}")) + "}";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    // Apostrophes stand for quotes, except within the data.
    private static string Compact(string text)
    {
        int data = text.IndexOf(DataObject, StringComparison.Ordinal);
        return data < 0 ? text.Replace('\'', '"')
            : text.Substring(0, data).Replace('\'', '"') + DataObject + text.Substring(data + DataObject.Length).Replace('\'', '"');
    }
}
