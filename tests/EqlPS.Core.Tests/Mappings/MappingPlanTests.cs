using System.Text;
using System.Text.Json;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Mappings;
using EqlPS.Mappings.Documents;
using EqlPS.Values;

namespace EqlPS.Tests.Mappings;

/// <summary>Plans ask only for what they need, the mapped reader keeps whole events, and hostile records do no harm.</summary>
public sealed class MappingPlanTests
{
    // More than it takes until a kind of records has a program of its own.
    private const int ManyRecords = 40;

    private static readonly string[] HostileTexts =
    [
        string.Empty, "-", "\\", "\\\\", "\"", "\"\\\"\"", ";", "type:", "type: ;", "type: 99999999999 x", "=", ",=,", "DWORD (",
        "QWORD (0x-0x)",
        "0x", "-0", "99999999999999999999", "[", "[]", "[::]:", "a\\b\\c", "CN=", "CN=\\", ",", "\u001f\u001f", "\ud800", "x\ud800y",
        "\r\n\r", "\0",
        "S-1-5-18", "%%", "name=; value=", "ParameterBinding(x): name=", "(): ", "2024-13-45", "9999999999999999", "\t=\n\t=",
        ".", "..", "a.b.c", "#1",
    ];

    [Fact]
    public void OnlyNeededSourcesAreAskedFor()
    {
        MappingPlan plan = MappingSet.BuiltIn.Create(Table("process.name"), MappingProfile.Exact);
        Assert.Contains("EventData/Image", plan.RawFields.Paths);
        Assert.Contains("EventData/NewProcessName", plan.RawFields.Paths);
        Assert.DoesNotContain("EventData/CommandLine", plan.RawFields.Paths);
        Assert.DoesNotContain("EventData/Hashes", plan.RawFields.Paths);
        Assert.Equal(
            ["System/Channel", "System/Provider/@Name", "System/EventID"],
            MappingSet.BuiltIn.Create(Table("host.os.type", "nowhere.at.all"), MappingProfile.Exact).RawFields.Paths);
    }

    [Fact]
    public void ValuesOfOneRecordDoNotStayForTheNext()
    {
        FieldTable wanted = Table("process.name", "user.name", "process.args");
        MappingPlan plan = MappingSet.BuiltIn.Create(wanted, MappingProfile.Exact);
        RawRecord[] records =
        [
            Sysmon("1").Add("EventData/Image", @"C:\a.exe").Add("EventData/CommandLine", "a b").Add("EventData/User", @"D\u").Build(),
            Sysmon("22").Build(),
            new RecordBuilder().Add("System/Channel", "Other").Build(),
        ];
        using var reader = new RecordList(records, plan.RawFields);
        var context = new EvaluationContext(wanted.Count);
        Assert.True(reader.Read(context.Faults));
        plan.Begin(reader, context);
        Assert.All(context.All(), f => Assert.False(f.IsNull));
        for (int i = 1; i < records.Length; i++)
        {
            Assert.True(reader.Read(context.Faults));
            plan.Begin(reader, context);
            Assert.All(context.All(), f => Assert.True(f.IsNull));
        }
    }

    [Fact]
    public void RepeatedValuesAreMappedWithoutAllocation()
    {
        FieldTable wanted = Table(
            "process.name", "process.args", "event.action", "event.category", "user.id", "host.os.type", "process.hash.sha256");
        MappingPlan plan = MappingSet.BuiltIn.Create(wanted, MappingProfile.Default);
        RawRecord record = Sysmon("1").Add("EventData/Image", @"C:\a.exe").Add("EventData/CommandLine", "a \"b c\" d")
            .Add("EventData/User", @"NT AUTHORITY\SYSTEM").Add("EventData/Hashes", "SHA256=0A").Build();
        var context = new EvaluationContext(wanted.Count);
        using var reader = new RecordList([record], plan.RawFields);
        Assert.True(reader.Read(context.Faults));
        for (int i = 0; i < ManyRecords; i++)
        {
            plan.Begin(reader, context);
            Assert.All(context.All(), f => Assert.False(f.IsNull));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            plan.Begin(reader, context);
            for (int slot = 0; slot < wanted.Count; slot++)
            {
                context.Field(slot);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void MappedReaderKeepsTheWholeEventWithPlaceAndHash()
    {
        FieldTable wanted = Table("event.code");
        MappingPlan plan = MappingSet.BuiltIn.Create(wanted, MappingProfile.Default);
        RawRecord record = Sysmon("5").Add("EventData/Image", @"C:\a.exe").Build();
        using var reader = new MappedEventReader(
            new RecordList([record], plan.RawFields),
            plan,
            new MappedEventWriter(MappingSet.BuiltIn, MappingProfile.Default),
            "@timestamp");
        Assert.True(reader.Read(new EvaluationContext(wanted.Count)));
        SourceEvent kept = reader.Keep();
        Assert.Equal(record.Location, kept.Location);
        Assert.True(kept.Sha256.SequenceEqual(record.Hash.Sha256));
        Assert.DoesNotContain((byte)'\n', kept.Json);
        using JsonDocument json = JsonDocument.Parse(kept.Json);
        Assert.Equal("a.exe", json.RootElement.GetProperty("process").GetProperty("name").GetString());
        Assert.False(reader.Read(new EvaluationContext(wanted.Count)));
    }

    [Fact]
    public void SeveralValuesAndOtherKindsAreTakenAsCollectorsTakeThem()
    {
        var fields = new List<RawField>
        {
            new("System/Channel", EqlValue.From("Security")),
            new("System/EventID", EqlValue.From(4688)),
            new("EventData/NewProcessId", EqlValue.From(42)),
            new("EventData/Extra", EqlValue.From("first")),
            new("EventData/Extra", EqlValue.From("second")),
            new("EventData/Flag", EqlValue.True),
        };
        var record = new RawRecord(new EventLocation("test", 1, 0), fields, new RecordBuilder().Build().Hash);
        Dictionary<string, List<string>> projected = DocumentFields.Project(
            record,
            ["process.pid", "winlog.event_data.Extra", "winlog.event_data.Flag", "event.code", "event.action"],
            MappingProfile.Exact);
        Assert.Equal(["42"], projected["process.pid"]);
        Assert.Equal(["first"], projected["winlog.event_data.Extra"]);
        Assert.Equal(["true"], projected["winlog.event_data.Flag"]);
        Assert.Equal(["4688"], projected["event.code"]);
        using JsonDocument json = JsonDocument.Parse(DocumentFields.Write(record, MappingProfile.Exact));
        Assert.Equal("first", DocumentFields.Flatten(json.RootElement)["winlog.event_data.Extra"].Single());
    }

    [Fact]
    public void HostileValuesGiveADocumentThatAgreesWithTheProjection()
    {
        var random = new Random(20240305);
        string[] names = MappingSet.BuiltIn.Files.SelectMany(f => f.Events).SelectMany(e => e.Fields)
            .Concat(["SubjectUserSid", "IpAddress", "MemberName", "TargetUserName", "CommandLine", "AccessMask"])
            .Concat(["#1", "#2", "#3", "a.b", "a", "a b"])
            .Distinct(StringComparer.Ordinal).ToArray();
        string[] heads = MappingSet.BuiltIn.Files.SelectMany(f => f.Events.Select(e => $"{f.Channels[0]}\n{e.Id}")).ToArray();
        for (int round = 0; round < 400; round++)
        {
            string[] head = heads[random.Next(heads.Length)].Split('\n');
            RecordBuilder builder = new RecordBuilder().Add("System/Channel", head[0]).Add("System/EventID", head[1]);
            var used = new HashSet<string>(StringComparer.Ordinal);
            for (int i = random.Next(30); i > 0; i--)
            {
                string name = names[random.Next(names.Length)];
                if (used.Add(name))
                {
                    builder.Add("EventData/" + name, AnyText(random) + AnyText(random));
                }
            }

            CheckAgreement(builder.Build(), (MappingProfile)(round % 2));
        }
    }

    [Fact]
    public void RecordsOfAKindThatIsMetOftenAreMappedAsTheFirstOfThemWas()
    {
        string[] channels = ["Security", "security", "Microsoft-Windows-Sysmon/Operational", "System", "-", string.Empty];
        string[] providers = ["Microsoft-Windows-Security-Auditing", "Microsoft-Windows-Sysmon", "Other", string.Empty];
        string[] tasks = ["Logon", "File System", "-", " ", string.Empty];
        FieldTable wanted = Table([.. MappingSet.BuiltIn.Files.SelectMany(f => f.Rules).Select(r => r.Target).Distinct(StringComparer.Ordinal)]);
        MappingPlan plan = MappingSet.BuiltIn.Create(wanted, MappingProfile.Default);
        var context = new EvaluationContext(wanted.Count);
        var random = new Random(20261128);
        int constants = 0;
        for (int round = 0; round < 150; round++)
        {
            var builder = new RecordBuilder();
            foreach ((string path, string[] texts) in new[]
                { ("System/Channel", channels), ("System/Provider/@Name", providers), ("RenderingInfo/Task", tasks) })
            {
                for (int count = random.Next(8) == 0 ? 2 : random.Next(4) == 0 ? 0 : 1; count > 0; count--)
                {
                    builder.Add(path, texts[random.Next(texts.Length)]);
                }
            }

            builder.Add("System/EventID", new[] { "1", "12", "4624", "4688", "99", string.Empty }[random.Next(6)]);
            builder.Add("EventData/Image", AnyText(random)).Add("EventData/UtcTime", random.Next(2) == 0 ? "2024-01-02 03:04:05.678" : "-");
            using var reader = new RecordList([builder.Build()], plan.RawFields);
            Assert.True(reader.Read(context.Faults));
            string[] first = Map();
            for (int i = 0; i < ManyRecords; i++)
            {
                Assert.Equal(first, Map());
            }

            for (int slot = 0; slot < wanted.Count; slot++)
            {
                if (plan.Layout?.IsConstant(slot, out EqlValue value) == true)
                {
                    Assert.Equal(DocumentFields.Show(value), DocumentFields.Show(context.Field(slot)));
                    constants += value.IsNull ? 0 : 1;
                }
            }

            string[] Map()
            {
                plan.Begin(reader, context);
                return context.All().Select(DocumentFields.Show).ToArray();
            }
        }

        Assert.True(constants > 1000, $"only {constants} constants");
    }

    [Fact]
    public void LongTextsAreMappedInTime()
    {
        string text = new StringBuilder().Insert(0, "\" \\\"a,=;type: 5 x;\n\tk=", 20_000).ToString();
        RecordBuilder powerShell = new RecordBuilder().Add("System/Channel", "Windows PowerShell").Add("System/EventID", "800");
        RawRecord[] records =
        [
            Sysmon("1").Add("EventData/CommandLine", text).Add("EventData/Hashes", text).Build(),
            Sysmon("22").Add("EventData/QueryResults", text).Build(),
            powerShell.Add("EventData/#2", text).Add("EventData/#3", text).Build(),
        ];
        foreach (RawRecord record in records)
        {
            Assert.NotEmpty(DocumentFields.Write(record, MappingProfile.Default));
        }
    }

    private static string AnyText(Random random) => HostileTexts[random.Next(HostileTexts.Length)];

    private static void CheckAgreement(RawRecord record, MappingProfile profile)
    {
        using JsonDocument json = JsonDocument.Parse(DocumentFields.Write(record, profile));
        Dictionary<string, List<string>> whole = DocumentFields.Flatten(json.RootElement);
        whole.Remove("winlog.event_data.a.b");
        whole.Remove("winlog.event_data.a_b");
        Dictionary<string, List<string>> projected = DocumentFields.Project(record, whole.Keys.ToArray(), profile);
        foreach ((string path, List<string> values) in whole)
        {
            // Half a surrogate pair cannot be written as UTF-8 and leaves a replacement character.
            string expected = string.Join("|", values);
            projected.TryGetValue(path, out List<string>? others);
            string actual = string.Join("|", others ?? []).Replace('\ud800', '\ufffd');
            Assert.True(expected == actual, $"{path}: {actual} projected, {expected} in the document");
        }
    }

    private static RecordBuilder Sysmon(string id) => new RecordBuilder()
        .Add("System/Channel", "Microsoft-Windows-Sysmon/Operational")
        .Add("System/Provider/@Name", "Microsoft-Windows-Sysmon")
        .Add("System/EventID", id);

    private static FieldTable Table(params string[] paths)
    {
        var table = new FieldTable();
        foreach (string path in paths)
        {
            table.SlotOf(path);
        }

        return table;
    }
}
