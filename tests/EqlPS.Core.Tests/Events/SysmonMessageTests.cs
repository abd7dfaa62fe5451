using System.Text;
using System.Text.Json;
using EqlPS.Events.Flat;
using EqlPS.Events.Json;

namespace EqlPS.Tests.Events;

/// <summary>Finding one field of a Sysmon message against reading all of it.</summary>
public sealed class SysmonMessageTests
{
    private static readonly string[] Pieces =
        ["EventType: SetValue", "EventType:", "EventType:x", "ProcessId: 7", "Image: C:\\a b\\c.exe", "free text", "lower: x", "A B: x", "", "\tProcessId: 8", "UserÄ: x"];

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r\n", "\r", "\\n"];

    [Fact]
    public void One_field_is_what_reading_all_gives()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            var message = new StringBuilder("Title:");
            for (int line = random.Next(7); line > 0; line--)
            {
                message.Append(LineEnds[random.Next(LineEnds.Length)]).Append(Pieces[random.Next(Pieces.Length)]);
            }

            string json = JsonSerializer.Serialize(message.ToString(), random.Next(2) == 0 ? Relaxed : null);
            byte[] escaped = Encoding.UTF8.GetBytes(json.Substring(1, json.Length - 2));
            foreach (string name in new[] { "EventType", "ProcessId", "Image", "A B", "Title", "lower" })
            {
                string? expected = SysmonMessage.Read(message.ToString()).Where(f => f.Key == name).Select(f => f.Value).FirstOrDefault();
                Assert.Equal(expected, Find(escaped, name));
            }
        }
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Find(byte[] escaped, string name) =>
        !SysmonMessage.TryFind(escaped, name, out int start, out int length) ? null
        : length < 0 ? SysmonMessage.Find(escaped, name)
        : JsonText.Unescape(escaped.AsSpan(start, length));
}
