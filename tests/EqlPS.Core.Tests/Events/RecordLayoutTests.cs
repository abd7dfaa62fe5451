using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Tests.Events;

/// <summary>How JSON records are found in a stream, whole and damaged.</summary>
public sealed class RecordLayoutTests
{
    [Theory]
    [InlineData("{\"id\":1}\n{\"id\":2}\n", "1 2", 0)]
    [InlineData("{\"id\":1,\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1)]
    [InlineData("{\"id\":1,\"s\":\"x\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1)]
    [InlineData("{\"id\":1,\"s\":\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1)]
    [InlineData("{\"id\":1,\"s\":[\n{\"id\":2}\n{\"id\":3}\n", "2 3", 1)]
    [InlineData("{\"id\":1,\n\"s\":\n{\"id\":2}\n}\n{\"id\":3}\n", "1 3", 0)]
    [InlineData("{\n\"id\":1}\n{\n\"id\":2}\n", "1 2", 0)]
    [InlineData("{\n  \"id\":1,\n  \"s\":\"x\n}\n{\n  \"id\":2\n}\n", "2", 1)]
    [InlineData("{\n  \"id\":1,\n  \"s\":{\n    \"t\":1\n{\n  \"id\":2\n}\n", "2", 1)]
    [InlineData("[\n  {\n    \"id\":1,\n    \"s\":\"x\n  },\n  {\n    \"id\":2\n  }\n]", "2", 1)]
    [InlineData("[{\"id\":1},{\"id\":2}", "1 2", 1)]
    [InlineData("[{\"id\":1},{\"id\":2", "1", 1)]
    [InlineData("[]", "", 0)]
    [InlineData("[", "", 1)]
    public void Records_are_found(string text, string ids, long losses)
    {
        (string found, long lost) = Read(text, 7);
        Assert.Equal((ids, losses), (found, lost));
    }

    /// <summary>Whatever is cut off, the records before the cut are found, in steps of any size, and a cut within one is told.</summary>
    [Theory]
    [InlineData("{\"id\":1,\"s\":\"a\\\"}\"}\n{\"id\":2,\"t\":[1,{}]}\n{\"id\":3}\n")]
    [InlineData("{\n  \"id\": 1,\n  \"s\": \"a\\\"}\"\n}\n{\n  \"id\": 2,\n  \"t\": [\n    1,\n    {}\n  ]\n}\n{\n  \"id\": 3\n}\n")]
    [InlineData("[\n  {\n    \"id\": 1\n  },\n  {\n    \"id\": 2,\n    \"s\": \"]\"\n  },\n  {\n    \"id\": 3\n  }\n]\n")]
    public void Every_beginning_is_read_as_far_as_it_goes(string text)
    {
        int whole = 0;
        for (int length = 1; length <= text.Length; length++)
        {
            (string found, long lost) = Read(text.Substring(0, length), 1 + (length % 11));
            Assert.StartsWith(found, "1 2 3", StringComparison.Ordinal);
            Assert.True(found.Length >= whole, $"fewer records in the first {length} characters than in fewer of them");
            Assert.InRange(lost, 0, 1);
            whole = found.Length;
        }

        Assert.Equal(("1 2 3", 0L), Read(text, 4));
    }

    private static (string Ids, long Losses) Read(string text, int step)
    {
        var fields = new FieldTable();
        int id = fields.SlotOf("id");
        var context = new EvaluationContext(fields.Count);
        var stream = new SlowStream(Encoding.UTF8.GetBytes(text), step);
        using var reader = new JsonEventReader(stream, "text", fields, FieldSchema.Open("@timestamp"));
        var ids = new List<string>();
        while (reader.Read(context))
        {
            ids.Add(context.Field(id).ToString());
        }

        return (string.Join(" ", ids), reader.Losses.Count);
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] content, int step) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }
}
