using System.Text;
using EqlPS.Compilation;
using EqlPS.Diagnostics;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Tests.Search;

/// <summary>Single events under the mapping of analysis.cases: values take the types of their fields.</summary>
public sealed class MappedFieldTests
{
    private static readonly byte[] Mapping = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases", "analysis.mapping.json"));

    [Theory]
    [InlineData("""{"event":{"code":null}}""", "event.code == \"none\"", true)]
    [InlineData("""{"event":{"code":[null,"a"]}}""", "event.code == \"none\" and event.code == \"a\"", true)]
    [InlineData("""{"event":{"code":[]}}""", "event.code == null", true)]
    [InlineData("""{"event":{}}""", "event.code == null", true)]
    [InlineData("""{"process":{"name":"A"}}""", "proc == \"A\" and proc : \"a\"", true)]
    [InlineData("""{"process":{"name":5}}""", "process.name == 5 and process.name == \"5\"", true)]
    [InlineData("""{"process":{"pid":"5"}}""", "process.pid == 5 and process.pid + 1 == 6", true)]
    [InlineData("""{"process":{"pid":5.9}}""", "process.pid == 5", true)]
    [InlineData("""{"process":{"pid":"five"}}""", "process.pid == null", true)]
    [InlineData("""{"file":{"entropy":"5.5"}}""", "file.entropy == 5.5", true)]
    [InlineData("""{"file":{"hidden":"true"}}""", "file.hidden and file.hidden == true", true)]
    [InlineData("""{"file":{"hidden":""}}""", "not file.hidden and file.hidden != null", true)]
    [InlineData("""{"file":{"version":"1.10.0"}}""", "file.version > \"1.9.0\"", true)]
    [InlineData("""{"source":{"ip":"10.0.0.1"}}""", "source.ip == \"::ffff:10.0.0.1\" and source.ip > \"9.255.255.255\"", true)]
    [InlineData("""{"source":{"ip":"10.1.2.3"}}""", "source.ip in (\"192.168.0.0/16\", \"10.0.0.0/8\") and source.ip : \"10.1.*\"", true)]
    [InlineData("""{"source":{"ip":"10.1.2.3"}}""", "startsWith(source.ip, \"10.\")", true)]
    [InlineData("""{"source":{"bytes":18446744073709551615}}""", "source.bytes == 18446744073709551615", true)]
    [InlineData("""{"message":"A b"}""", "message.keyword == \"A b\" and message : \"a*\"", true)]
    [InlineData("""{"note":"long text"}""", "note : \"*text\"", true)]
    [InlineData("""{"process":{"command_line":"a b"}}""", "process.command_line.text == \"a b\"", true)]
    [InlineData("""{"day":"2024-05-01"}""", "day == \"2024-05-01\" and day < \"2024-05-02\"", true)]
    [InlineData("""{"day":"01.05.2024"}""", "day == null", true)]
    [InlineData("""{"users":[{"name":"a"},{"name":"b"}]}""", "users.name == \"b\"", true)]
    [InlineData("""{"blob":"U29tZQ=="}""", "blob == \"U29tZQ==\"", true)]
    [InlineData("""{"labels":"x"}""", "labels == \"x\"", true)]
    [InlineData("""{"process":{"name":"a"}}""", "?nothing.here != 1", false)]
    [InlineData("""{"process":{"name":"a"}}""", "?nothing.here == null", true)]
    [InlineData("""{"process":{"name":"a"}}""", "?process.pid != 1", true)]
    public void AnEventSatisfiesACondition(string json, string condition, bool expected)
    {
        FieldSchema schema = MappingReader.Read(Mapping, "@timestamp");
        string text = $"any where {condition}";
        Assert.True(
            EqlQuery.TryCreate(
                text, new EqlQueryOptions(), new SchemaSet([schema]), out EqlQuery? query, out IReadOnlyList<Diagnostic> diagnostics),
            DiagnosticFormatter.Format(text, diagnostics));
        var fields = new FieldTable();
        CompiledQuery program = query!.Compile(fields);
        var context = new EvaluationContext(fields.Count);
        Assert.True(new JsonFieldReader(fields, schema).TryRead(Encoding.UTF8.GetBytes(json), context, out string? fault), fault);

        Assert.Equal(expected, program.Stages[0].Condition.IsMet(context));
    }

    [Theory]
    [InlineData("[]", "a mapping is a JSON object")]
    [InlineData("{}", "a mapping is a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"properties":[]}""", "[properties] of the mapping is not an object")]
    [InlineData("""{"properties":{"a":5}}""", "[a] of the mapping is not an object")]
    [InlineData("""{"properties":{"a":{"properties":{"b":[]}}}}""", "[a.b] of the mapping is not an object")]
    [InlineData("""{"properties":{"a":{"type":"alias"}}}""", "alias [a] of the mapping has no [path]")]
    [InlineData("""{"properties":{"a":{"type":"date","format":"yyyy-QQ"}}}""", "[a]")]
    public void AMappingThatIsNoneIsRefused(string json, string reason)
    {
        FormatException error = Assert.Throws<FormatException>(() => MappingReader.Read(Encoding.UTF8.GetBytes(json), "@timestamp"));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void ADeepMappingIsRefused()
    {
        string json = string.Concat(Enumerable.Repeat("{\"properties\":{\"a\":", 5_000)) + "{}" + new string('}', 10_000);
        Assert.Throws<FormatException>(() => MappingReader.Read(Encoding.UTF8.GetBytes(json), "@timestamp"));
    }
}
