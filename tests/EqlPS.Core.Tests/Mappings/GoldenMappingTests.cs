using System.Text.Json;
using System.Text.Json.Nodes;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>The exact profile against what Elastic's own pipelines made of recorded events.</summary>
public sealed class GoldenMappingTests
{
    // Made by the transport or by a public suffix list, not of the record.
    private static readonly string[] NotOfTheRecord =
    [
        "event.original", "event.created", "event.ingested", "ecs.version", "log.file.path", "agent.", "winlog.api",
        "dns.question.registered_domain", "dns.question.top_level_domain", "dns.question.subdomain",
    ];

    // What raw records have or every mapped event gets, and the recordings, made of other copies of the events, lack.
    private static readonly string[] NotInTheRecordings =
    [
        "host.", "data_stream.", "event.dataset", "event.module", "winlog.task", "winlog.opcode", "winlog.user_data.xml_name",
        "event.created", "ecs.version", "log.level", "winlog.time_created",
    ];

    [SharedFact]
    public void SysmonFromWinlogbeat() => Check("sysmon.json", GoldenRecords.FromWinlogbeat);

    [SharedFact]
    public void SecurityFromWinlogbeat() => Check("security.json", GoldenRecords.FromWinlogbeat);

    [SharedFact]
    public void SysmonFromFlatRecords() => Check("sysmon-flat.json", GoldenRecords.FromFlat);

    private static void Check(string file, Func<JsonObject, RawRecord> toRecord)
    {
        JsonArray cases = JsonNode.Parse(File.ReadAllBytes(SharedData.Path($"corpus/ecs-golden/{file}")))!.AsArray();
        List<string> differences = [];
        int number = 0;
        foreach (JsonNode? golden in cases)
        {
            RawRecord record = toRecord(golden!["input"]!.AsObject());
            using JsonDocument actual = JsonDocument.Parse(DocumentFields.Write(record, MappingProfile.Exact));
            using JsonDocument expected = JsonDocument.Parse(golden["expected"]!.ToJsonString());
            IEnumerable<string> found = Compare(expected.RootElement, actual.RootElement)
                .Concat(CompareShapes(expected.RootElement, actual.RootElement, string.Empty))
                .Concat(CompareProjection(record, actual.RootElement));
            differences.AddRange(found.Select(d => $"{file} {number}: {d}"));
            number++;
        }

        Assert.NotEqual(0, number);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static IEnumerable<string> Compare(JsonElement expected, JsonElement actual)
    {
        Dictionary<string, List<string>> wanted = DocumentFields.Flatten(expected);
        Dictionary<string, List<string>> found = DocumentFields.Flatten(actual);
        foreach ((string path, List<string> values) in wanted)
        {
            if (IsAny(path, NotOfTheRecord) || path == "winlog.task")
            {
                continue;
            }

            if (!found.TryGetValue(path, out List<string>? others))
            {
                yield return $"{path} is missing, expected {string.Join(", ", values)}";
            }
            else if (!values.OrderBy(v => v, StringComparer.Ordinal).SequenceEqual(others.OrderBy(v => v, StringComparer.Ordinal)))
            {
                yield return $"{path} is {string.Join(", ", others)}, expected {string.Join(", ", values)}";
            }
        }

        foreach ((string path, List<string> values) in found)
        {
            if (!wanted.ContainsKey(path) && !IsAny(path, NotInTheRecordings))
            {
                yield return $"{path} is {string.Join(", ", values)}, expected nothing";
            }
        }
    }

    // A list with one value is a list all the same.
    private static IEnumerable<string> CompareShapes(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in expected.EnumerateObject())
            {
                if (actual.TryGetProperty(property.Name, out JsonElement other))
                {
                    foreach (string difference in CompareShapes(property.Value, other, $"{path}.{property.Name}"))
                    {
                        yield return difference;
                    }
                }
            }
        }
        else if (IsTruth(expected) ? !IsTruth(actual) : expected.ValueKind != actual.ValueKind)
        {
            yield return $"{path} is a {actual.ValueKind}, expected a {expected.ValueKind}";
        }
    }

    private static IEnumerable<string> CompareProjection(RawRecord record, JsonElement document)
    {
        Dictionary<string, List<string>> whole = DocumentFields.Flatten(document);
        Dictionary<string, List<string>> projected = DocumentFields.Project(record, whole.Keys.ToArray(), MappingProfile.Exact);
        foreach ((string path, List<string> values) in whole)
        {
            if (!projected.TryGetValue(path, out List<string>? others) || !values.SequenceEqual(others))
            {
                yield return $"{path} projected is {string.Join(", ", others ?? [])}, in the document {string.Join(", ", values)}";
            }
        }
    }

    private static bool IsTruth(JsonElement element) => element.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsAny(string path, string[] prefixes) => prefixes.Any(p => path.StartsWith(p, StringComparison.Ordinal));
}
