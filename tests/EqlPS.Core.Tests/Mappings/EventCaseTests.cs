using System.Text.Json;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>
/// Own cases for every event id that a mapping file names: the projected fields, and the document agreeing with the projection.
/// </summary>
public sealed class EventCaseTests
{
    private const string Nothing = "nothing";

    public static IEnumerable<object[]> Cases => CaseFile.Rows("mappings/events.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fields(int line, string input, string expected)
    {
        (MappingProfile profile, RawRecord record) = Read(input);
        string[] wanted = expected.Split(" ; ");
        string[] paths = wanted.Select(w => w[..w.IndexOf('=', StringComparison.Ordinal)]).ToArray();
        Dictionary<string, List<string>> projected = DocumentFields.Project(record, paths, profile);
        string[] actual = paths.Select(p => $"{p}={(projected.TryGetValue(p, out List<string>? v) ? Show(v) : Nothing)}").ToArray();
        Assert.True(wanted.SequenceEqual(actual), $"line {line}:\n{string.Join("\n", actual.Where(a => !wanted.Contains(a)))}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DocumentAgreesWithProjection(int line, string input, string expected)
    {
        (MappingProfile profile, RawRecord record) = Read(input);
        using JsonDocument document = JsonDocument.Parse(DocumentFields.Write(record, profile));
        Dictionary<string, List<string>> whole = DocumentFields.Flatten(document.RootElement);

        // The name of an element below UserData is known only where a file says so.
        whole.Remove("winlog.user_data.xml_name");
        IEnumerable<string> asked = expected.Split(" ; ").Select(w => w[..w.IndexOf('=', StringComparison.Ordinal)]);
        string[] paths = whole.Keys.Union(asked).ToArray();
        Dictionary<string, List<string>> projected = DocumentFields.Project(record, paths, profile);
        foreach (string path in paths)
        {
            string inDocument = whole.TryGetValue(path, out List<string>? a) ? Show(a) : Nothing;
            string inProjection = projected.TryGetValue(path, out List<string>? b) ? Show(b) : Nothing;
            Assert.True(inDocument == inProjection, $"line {line}: {path} is {inProjection} projected and {inDocument} in the document");
        }
    }

    [Fact]
    public void EveryNamedEventHasACase()
    {
        var cases = new HashSet<string>(
            Cases.Select(c => string.Join(' ', ((string)c[1]).Split(' ').Skip(1).Take(2))), StringComparer.Ordinal);
        string[] missing = MappingSet.BuiltIn.Files
            .SelectMany(f => f.Events.Select(e => $"{f.Name} {e.Id}"))
            .Where(e => !cases.Contains(e))
            .ToArray();
        Assert.True(missing.Length == 0, string.Join(", ", missing));
    }

    private static (MappingProfile Profile, RawRecord Record) Read(string input)
    {
        string[] parts = input.Split(" ::");
        string[] head = parts[0].Split(' ');
        var record = new RecordBuilder().Add("System/EventID", head[2]);
        string[] values = parts[1].Split(" ; ").Select(v => v.Trim(' ')).Where(v => v.Length > 0).ToArray();
        var file = MappingSet.BuiltIn.Files.FirstOrDefault(f => f.Name == head[1]);
        if (!values.Any(v => v.StartsWith("System/Channel=", StringComparison.Ordinal)))
        {
            record.Add("System/Channel", file!.Channels[0]);
        }

        if (file is { Providers.Count: > 0 })
        {
            record.Add("System/Provider/@Name", file.Providers[0]);
        }

        foreach (string value in values)
        {
            int equals = value.IndexOf('=', StringComparison.Ordinal);
            string name = value[..equals];
            bool isPath = name.Contains('/', StringComparison.Ordinal);

            record.Add(isPath ? name : "EventData/" + name, value[(equals + 1)..].Replace('␤', '\n').Replace('␉', '\t'));
        }

        return (head[0] == "exact" ? MappingProfile.Exact : MappingProfile.Default, record.Build());
    }

    private static string Show(List<string> values) => string.Join(" ¦ ", values).Replace('\n', '␤');
}
