using System.Globalization;
using System.Text;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Mappings;

/// <summary>Mapping files of users: extending, replacing, and what is said about faults in them.</summary>
public sealed class OwnMappingTests
{
    private const string Head = "name = \"own\"\nchannels = [\"Microsoft-Windows-Sysmon/Operational\"]\n[[rules]]\n[rules.copy]\n";

    public static IEnumerable<object[]> Faults => CaseFile.Rows("mappings/diagnostics.cases");

    [Theory]
    [MemberData(nameof(Faults))]
    public void FaultyExpression(int line, string expression, string expected)
    {
        const string Before = "a.b = \"";
        MappingLoadResult result = OwnMapping.Load(
            $"name = \"own\"\nchannels = [\"X\"]\n[[rules]]\n[rules.copy]\n{Before}{expression}\"\n");
        Assert.Null(result.Set);
        MappingDiagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(5, diagnostic.Position.Line);
        string actual = string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Position.Column - Before.Length} {diagnostic.Message}");
        Assert.True(expected == actual, $"line {line}: {actual}");
    }

    [Theory]
    [InlineData("nonsense", "own.toml:1:9")]
    [InlineData("name = \"x\"", "a mapping file has a name and a list of channels")]
    [InlineData("name = \"x\"\nchannels = [\"c\"]\nextra = 1", "'extra' means nothing here")]
    [InlineData("name = \"x\"\nchannels = [\"c\"]\n[events.1]\nkind = \"x\"", "'kind' means nothing here")]
    [InlineData("name = \"x\"\nchannels = [\"c\"]\n[[rules]]\nprofile = \"odd\"", "'odd' is no profile")]
    [InlineData("name = \"x\"\nchannels = [\"c\"]\n[[rules]]\n[rules.copy]\na.b = 1", "the expression for a field is a text")]
    [InlineData("name = \"x\"\nchannels = \"c\"", "'channels' is a list")]
    public void FaultyFile(string toml, string expected) =>
        Assert.Contains(OwnMapping.Load(toml).Diagnostics, d => d.ToString().Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void OwnFileExtendsABuiltInOne()
    {
        MappingSet set = OwnMapping.Set("""
            name = "own-sysmon"
            channels = ["Microsoft-Windows-Sysmon/Operational"]
            [events.1]
            action = "mine"
            [[rules]]
            ids = [1]
            [rules.move]
            own.note = "RuleName ?? Note"
            [[rules]]
            ids = [1]
            replace = true
            [rules.copy]
            process.name = "'fixed'"
            """);
        RawRecord record = Sysmon(("Note", "n"), ("Image", @"C:\x.exe"));
        Dictionary<string, List<string>> fields = DocumentFields.Project(
            record,
            ["own.note", "event.action", "event.category", "process.name", "process.executable", "winlog.event_data.Note"],
            MappingProfile.Exact,
            set);
        Assert.Equal(["n"], fields["own.note"]);
        Assert.Equal(["mine"], fields["event.action"]);
        Assert.Equal(["process"], fields["event.category"]);
        Assert.Equal(["fixed"], fields["process.name"]);
        Assert.Equal([@"C:\x.exe"], fields["process.executable"]);
        Assert.False(fields.ContainsKey("winlog.event_data.Note"));
    }

    [Fact]
    public void OwnFileReplacesABuiltInOne()
    {
        MappingSet set = OwnMapping.Set("""
            name = "own"
            replaces = ["sysmon"]
            channels = ["Microsoft-Windows-Sysmon/Operational"]
            [[rules]]
            [rules.copy]
            only.this = "Image"
            """);
        Dictionary<string, List<string>> fields = DocumentFields.Project(
            Sysmon(("Image", @"C:\x.exe")),
            ["only.this", "process.name", "event.code", "winlog.event_data.Image"],
            MappingProfile.Exact,
            set);
        Assert.Equal(["event.code", "only.this", "winlog.event_data.Image"], fields.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("c.a = \"c.b\"\nc.b = \"c.a\"", "refer to one another in a circle: c.a, c.b")]
    [InlineData("c.self = \"c.self ?? Image\"", "refer to one another in a circle: c.self")]
    [InlineData("process.executable = \"process.name\"", "in a circle: process.executable, process.name")]
    public void CirclesOfReferencesAreRefused(string rules, string expected) =>
        Assert.Contains(expected, Assert.Single(OwnMapping.Load(Head + rules).Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void LongChainsOfReferencesAreRefused()
    {
        MappingDiagnostic refused = Assert.Single(OwnMapping.Load(Head + Chain(5000)).Diagnostics);
        Assert.Contains("longer than", refused.Message, StringComparison.Ordinal);
        MappingSet set = OwnMapping.Set(Head + Chain(60));
        Assert.Equal(["x"], DocumentFields.Project(Sysmon(("Image", "x")), ["deep.f0"], MappingProfile.Exact, set)["deep.f0"]);
        Assert.True(new MappingCatalog(set, MappingProfile.Exact).Produces("deep.f0"));
    }

    private static string Chain(int length)
    {
        var chain = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            chain.Append(CultureInfo.InvariantCulture, $"deep.f{i} = \"deep.f{i + 1}\"\n");
        }

        return chain.Append(CultureInfo.InvariantCulture, $"deep.f{length} = \"Image\"\n").ToString();
    }

    private static RawRecord Sysmon(params (string Name, string Value)[] values)
    {
        RecordBuilder record = new RecordBuilder()
            .Add("System/Channel", "Microsoft-Windows-Sysmon/Operational")
            .Add("System/Provider/@Name", "Microsoft-Windows-Sysmon")
            .Add("System/EventID", "1");
        foreach ((string name, string value) in values)
        {
            record.Add("EventData/" + name, value);
        }

        return record.Build();
    }
}
