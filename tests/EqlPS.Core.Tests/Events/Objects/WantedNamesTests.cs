using System.IO.Compression;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Objects;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Leaving out properties that nobody wants changes no value: reading the same object as whole text is the twin.</summary>
public sealed class WantedNamesTests
{
    private static readonly string[] Fields =
    [
        "@timestamp", "event.category", "event.type", "event.action", "event.code", "host.name", "host.os.type", "process.name",
            "process.args",
        "process.pid", "process.parent.name", "process.command_line", "user.id", "user.name", "winlog.channel",
            "winlog.event_data.CommandLine",
        "winlog.event_data.ProcessId", "winlog.record_id", "message", "file.path", "registry.path", "destination.ip", "winlog.logon.type",
        "winlog.event_data.param1", "log.level", "source.ip", "EventID", "Hostname", "_source.EventID", "result._raw", "tags",
    ];

    [Fact]
    public void Any_choice_of_fields_has_the_values_of_the_whole()
    {
        var random = new Random(20_26);
        for (int round = 0; round < 60; round++)
        {
            string[] paths = Fields.Where(_ => random.Next(4) == 0).ToArray();
            foreach (ReadingMode mode in new[] { ReadingMode.Default, ReadingMode.Exact, ReadingMode.AsItStands })
            {
                using ObjectEventReader objects = ObjectRun.Open(paths, mode);
                using ObjectEventReader texts = ObjectRun.Open(paths, mode);
                foreach ((string name, string text) in EventForms.All.Where(f => f.Name != "XML"))
                {
                    string[] expected = ObjectRun.Values(texts, text, paths.Length);
                    Assert.True(expected.SequenceEqual(ObjectRun.Values(objects, ObjectRun.FromJson(text), paths.Length)), name);
                    Assert.True(expected.SequenceEqual(ObjectRun.Values(objects, ObjectRun.DictionaryFromJson(text), paths.Length)), name);
                }
            }
        }
    }

    [SharedFact]
    public void Flattened_events_of_real_data_sets_have_the_values_of_the_whole()
    {
        int count = 0;
        using ObjectEventReader objects = ObjectRun.Open(Fields);
        using ObjectEventReader texts = ObjectRun.Open(Fields);
        foreach (string line in OtrfLines())
        {
            string[] expected = ObjectRun.Values(texts, line, Fields.Length);
            string[] actual = ObjectRun.Values(objects, ObjectRun.FromJson(line), Fields.Length);
            Assert.True(expected.SequenceEqual(actual), line);
            count++;
        }

        Assert.True(count > 500, $"{count} lines");
    }

    [Fact]
    public void Only_wanted_properties_are_kept_of_an_object_of_many()
    {
        var fields = new FieldTable();
        fields.SlotOf("process.name");
        var names = new WantedNames(fields, rawFields: null);
        Assert.All(new[] { "process", "process.name", "process.pid" }, name => Assert.Equal(WantedUses.Value, names.Find(name).Uses));
        Assert.All(new[] { "processes", "user", "Image" }, name => Assert.Equal(WantedUses.None, names.Find(name).Uses));
    }

    [Fact]
    public void A_message_waits_for_the_provider_unless_it_is_wanted_itself()
    {
        var fields = new FieldTable();
        var raw = new FieldTable();
        raw.SlotOf("EventData/Image");
        Assert.Equal(WantedUses.SysmonMessage, new WantedNames(fields, raw).Find("Message").Uses);
        raw.SlotOf("RenderingInfo/Message");
        Assert.Equal(WantedUses.Value, new WantedNames(fields, raw).Find("Message").Uses);
    }

    // The first lines of each data set.
    private static IEnumerable<string> OtrfLines()
    {
        foreach (string path in Directory.GetFiles(SharedData.Path("corpus/otrf"), "*.gz").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            for (int i = 0; i < 60 && reader.ReadLine() is string line; i++)
            {
                yield return line;
            }
        }
    }
}
