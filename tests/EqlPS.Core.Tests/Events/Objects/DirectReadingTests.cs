using System.IO.Compression;
using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Objects;
using EqlPS.Hunting;
using EqlPS.Rules;
using EqlPS.Tests.Hunting;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Events.Objects;

/// <summary>
/// Objects that are read without making JSON of them have the values, documents and hashes that their JSON has: the
/// twin.
/// </summary>
public sealed class DirectReadingTests
{
    private static readonly ReadingMode[] Modes = [ReadingMode.Default, ReadingMode.Exact, ReadingMode.AsItStands];

    private static readonly string[] Fields =
    [
        "@timestamp", "event.category", "event.type", "event.action", "event.code", "event.created", "event.provider",
        "event.outcome", "host.name",
        "host.os.type", "process.name", "process.args", "process.pid", "process.executable", "process.parent.name",
        "process.command_line", "user.id",
        "user.name", "user.domain", "winlog.channel", "winlog.keywords", "winlog.level", "winlog.opcode", "winlog.event_id",
        "winlog.provider_name",
        "winlog.event_data.CommandLine", "winlog.event_data.ProcessId", "winlog.event_data.EventType", "winlog.record_id",
        "winlog.process.pid", "message",
        "registry.path", "log.level", "winlog.event_data.param1", "EventID", "Hostname", "_source.EventID", "result._raw", "tags",
        "EventData.Image",
        "process", "event", "nobody",
    ];

    [Fact]
    public void Random_objects_have_the_values_of_their_JSON()
    {
        var objects = new RandomObjects(20_26);
        int count = 0;
        for (int round = 0; round < 40; round++)
        {
            string[] paths = objects.Choose(Fields);
            object[] items = Enumerable.Range(0, 60).Select(_ => objects.Next()).ToArray();
            foreach (ReadingMode mode in Modes)
            {
                count += Compare(paths, items, mode);
            }
        }

        Assert.True(count > 6000, $"{count} events");
    }

    [Fact]
    public void What_may_have_no_value_has_none()
    {
        var objects = new RandomObjects(7);
        for (int round = 0; round < 20; round++)
        {
            string[] paths = objects.Choose(Fields);
            using ObjectEventReader reader = ObjectRun.Open(paths);
            var context = new EvaluationContext(paths.Length);
            for (int i = 0; i < 60; i++)
            {
                reader.Offer(objects.Next());
                while (reader.Read(context))
                {
                    bool[] mayHave = Enumerable.Range(0, paths.Length).Select(context.MayHave).ToArray();
                    Assert.All(Enumerable.Range(0, paths.Length), slot => Assert.True(mayHave[slot] || context.Field(slot).IsNull,
                        paths[slot]));
                }
            }
        }
    }

    [Fact]
    public void Hashes_of_what_is_not_shown_tell_objects_apart()
    {
        var objects = new RandomObjects(3);
        object[] items = Enumerable.Range(0, 500).Select(_ => objects.Next()).ToArray();
        (string[] hashes, int different) = Hashes(items);
        Assert.Equal(hashes, Hashes(items).Hashes);
        Assert.True(hashes.Distinct().Count() >= different && different > 200, $"{hashes.Distinct().Count()} of {different}");
    }

    [Fact]
    public void What_is_wanted_is_read_and_nothing_else()
    {
        object item =
            ((StandIn)ObjectRun.FromJson(EventForms.Flat)!)
                .With("Failing", new StandIn { Failure = new ObjectAccessException("no"), Xml = "x" });
        using ObjectEventReader reader = ObjectRun.Open(["process.name"]);
        Assert.Equal(["probe<1>.exe"], ObjectRun.Values(reader, item, 1));
        Assert.Equal("probe<1>.exe", ObjectRun.Leaves(Encoding.UTF8.GetString(reader.Keep().Json))["process.name"]);
        Assert.Equal(ObjectTroubleKind.PartLeftOut, reader.Troubles.Single().Kind);
        object wanted =
            ((StandIn)ObjectRun.FromJson(EventForms.Flat)!)
                .With("Failing", new StandIn { Failure = new ObjectAccessException("no"), Xml = "x" });
        using ObjectEventReader other = ObjectRun.Open(["winlog.event_data.Failing"]);
        Assert.Empty(ObjectRun.Values(other, wanted, 1));
        Assert.Equal(ObjectTroubleKind.UnreadableObject, other.Troubles.Single().Kind);
    }

    [Fact]
    public void An_object_that_contains_itself_is_shown_without_the_copy()
    {
        var item = new StandIn().With("process", new StandIn().With("name", "a.exe"));
        ((StandIn)item.Properties[0].Value!).With("parent", item);
        item.With("list", new object[] { item, 1 });
        using ObjectEventReader reader = ObjectRun.Open(["process.name"]);
        Assert.Equal(["a.exe"], ObjectRun.Values(reader, item, 1));
        Assert.Equal("{\"process\":{\"name\":\"a.exe\",\"parent\":null},\"list\":[null,1]}", Encoding.UTF8.GetString(reader.Keep().Json));
        Assert.Equal(ObjectTroubleKind.PartLeftOut, reader.Troubles.Single().Kind);
    }

    [SharedFact]
    public void Objects_of_real_data_sets_have_the_values_and_alerts_of_their_JSON()
    {
        object[] items = OtrfObjects().ToArray();
        Assert.Equal(items.Length, Compare(Fields, items, ReadingMode.Default));
        CompiledRuleSet rules = CompiledRuleSet.Compile(RuleSet.Load([SharedData.Path("corpus/elastic-rules")]).Rules);
        string[] expected = Alerts(rules, items, isThroughJson: true);
        Assert.Equal(expected, Alerts(rules, items, isThroughJson: false));
        Assert.True(expected.Length > 10 && items.Length > 5000, $"{expected.Length} alerts of {items.Length} events");
    }

    // The first lines of each data set, where those who made it did what it is about.
    private static IEnumerable<object> OtrfObjects()
    {
        foreach (string path in Directory.GetFiles(SharedData.Path("corpus/otrf"), "*.gz").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            for (int i = 0; i < 400 && reader.ReadLine() is string line; i++)
            {
                yield return ObjectRun.FromJson(line)!;
            }
        }
    }

    private static string[] Alerts(CompiledRuleSet rules, object[] items, bool isThroughJson)
    {
        var hunt = new Hunt(rules, new HuntOptions { Now = HuntRunner.Now });
        var readers = new EventReaders(rules.Fields, ReadingMode.Default, ObjectRun.Timestamp);
        using ObjectEventReader reader = readers.OpenObjects(new StandInAccess(), isThroughJson: isThroughJson);
        using (HuntReading reading = hunt.Begin(reader))
        {
            foreach (object item in items)
            {
                reader.Offer(item);
                reading.Read(CancellationToken.None);
            }
        }

        return hunt.Complete(CancellationToken.None).Alerts.Select(alert => HuntRunner.Document(alert).GetRawText()).ToArray();
    }

    private static (string[] Hashes, int Different) Hashes(object[] items)
    {
        using ObjectEventReader reader = ObjectRun.Open(Fields);
        var context = new EvaluationContext(Fields.Length);
        var hashes = new List<string>();
        var documents = new HashSet<string>();
        byte[] hash = new byte[32];
        foreach (object item in items)
        {
            reader.Offer(item);
            while (reader.Read(context))
            {
                reader.WriteHash(hash);
                hashes.Add(Convert.ToHexString(hash));
                documents.Add(Show(reader));
            }
        }

        return ([.. hashes], documents.Count);
    }

    private static int Compare(string[] paths, object[] items, ReadingMode mode)
    {
        using ObjectEventReader direct = ObjectRun.Open(paths, mode);
        using ObjectEventReader written = ObjectRun.Open(paths, mode, isThroughJson: true);
        var seen = new EvaluationContext(paths.Length);
        var expected = new EvaluationContext(paths.Length);
        int count = 0;
        foreach (object item in items)
        {
            direct.Offer(item);
            written.Offer(item);
            while (written.Read(expected))
            {
                Assert.True(direct.Read(seen), Show(written));
                for (int slot = 0; slot < paths.Length; slot++)
                {
                    Assert.True(Same(expected.Field(slot), seen.Field(slot)), Difference(paths, slot, expected, seen, written));
                }

                SourceEvent kept = written.Keep();
                Assert.Equal(Encoding.UTF8.GetString(kept.Json), Encoding.UTF8.GetString(direct.Keep().Json));
                Assert.True(kept.Sha256.SequenceEqual(direct.Keep().Sha256), Show(written));
                Assert.Equal(kept.Location, direct.Keep().Location);
                count++;
            }

            Assert.False(direct.Read(seen), "there is an event more");
        }

        Assert.Equal(written.Troubles.Select(Trouble), direct.Troubles.Select(Trouble));
        Assert.Equal(expected.Faults.Total, seen.Faults.Total);
        return count;
    }

    private static string Trouble(ObjectTrouble trouble) => $"{trouble.Kind} {trouble.Count} {trouble.First} {trouble.Message}";

    private static bool Same(in EqlValue left, in EqlValue right) =>
        left.Kind == right.Kind && ObjectRun.Show(left) == ObjectRun.Show(right)
        && Kinds(left) == Kinds(right);

    private static string Kinds(EqlValue value) => string.Join(",", Enumerable.Range(0, value.Count).Select(i => value.ItemAt(i).Kind));

    private static string Show(EventReader reader) => Encoding.UTF8.GetString(reader.Keep().Json);

    private static string Difference(string[] paths, int slot, EvaluationContext expected, EvaluationContext seen, EventReader reader) =>
        $"{paths[slot]}: {ObjectRun.Show(expected.Field(slot))} and not {ObjectRun.Show(seen.Field(slot))} in {Show(reader)}";
}
