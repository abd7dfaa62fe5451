using System.Collections;
using System.Text;
using System.Xml;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Objects;

namespace EqlPS.Tests.Events.Objects;

/// <summary>Objects of a pipeline are read as events; what holds none is counted, once for each kind, and nothing is thrown.</summary>
public sealed class ObjectEventReaderTests
{
    private static readonly string[] Wanted = ["event.code", "process.name", "@timestamp"];

    public static TheoryData<string> Forms => new(EventForms.All.Select(f => f.Name));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Objects_give_the_documents_that_files_give(string form)
    {
        string text = EventForms.All.First(f => f.Name == form).Text;
        foreach (ReadingMode mode in new[] { ReadingMode.Default, ReadingMode.Exact, ReadingMode.AsItStands })
        {
            List<string> expected = ObjectRun.FileDocuments(EventForms.Utf8(text), mode);
            Assert.Single(expected);
            Assert.Equal(expected, ObjectRun.Documents([text], mode));
            Assert.Equal(expected, ObjectRun.Documents([EventForms.Utf8(text)], mode));
            if (form == "XML")
            {
                Assert.Equal(expected, ObjectRun.Documents([new StandIn { Xml = text }], mode));
            }
            else
            {
                foreach (object? item in new[] { ObjectRun.FromJson(text), ObjectRun.DictionaryFromJson(text) })
                {
                    string document = ObjectRun.Documents([item], mode).Single();
                    Assert.Equal(
                        ObjectRun.Leaves(expected[0]).Select(l => $"{l.Key}={l.Value}"),
                        ObjectRun.Leaves(document).Select(l => $"{l.Key}={l.Value}"));
                }
            }
        }
    }

    [Fact]
    public void One_object_may_hold_many_events()
    {
        string two = EventForms.Xml + "\r\n" + EventForms.Xml;
        Assert.Equal(2, ObjectRun.Documents([two]).Count);
        Assert.Equal(2, ObjectRun.Documents([$"<?xml version='1.0'?><Events>{two}</Events>"]).Count);
        Assert.Equal(3, ObjectRun.Documents([$"[{EventForms.Flat},{EventForms.Winlog},{EventForms.EventJson}]"]).Count);
        Assert.Equal(2, ObjectRun.Documents([EventForms.Flat + "\n" + EventForms.Flat]).Count);
        object?[] list = [EventForms.Xml, new object?[] { ObjectRun.FromJson(EventForms.Flat) }, new ArrayList { EventForms.Winlog }];
        Assert.Equal(3, ObjectRun.Documents([list]).Count);
    }

    [Fact]
    public void Xml_nodes_are_read_as_their_text()
    {
        var document = new XmlDocument();
        document.LoadXml(EventForms.Xml);
        string expected = ObjectRun.Documents([EventForms.Xml]).Single();
        Assert.Equal(expected, ObjectRun.Documents([document]).Single());
        Assert.Equal(expected, ObjectRun.Documents([document.DocumentElement]).Single());
    }

    [Fact]
    public void Events_that_were_kept_are_read_again_where_they_came_from()
    {
        using ObjectEventReader first = ObjectRun.Open([]);
        first.Offer(EventForms.Xml);
        Assert.True(first.Read(new EvaluationContext(0)));
        SourceEvent kept = first.Keep();
        using ObjectEventReader second = ObjectRun.Open(Wanted);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(["1", "probe<1>.exe", "2024-05-06T07:08:09.123Z"], ObjectRun.Values(second, kept, 3));
            Assert.Same(kept, second.Keep());
            Assert.Equal(kept.Location, second.Location);
        }
    }

    [Fact]
    public void Nested_and_dotted_names_are_the_same_field()
    {
        using ObjectEventReader reader = ObjectRun.Open(["process.name", "event.category", "process.pid"]);
        object dotted = new StandIn()
            .With("process.name", "a.exe").With("event.category", new[] { "process", "start" }).With("process.pid", 7);
        object nested = new Hashtable
        {
            ["process"] = new StandIn().With("name", "a.exe").With("pid", 7L),
            ["event"] = new Hashtable { ["category"] = new ArrayList { "process", "start" } },
        };
        Assert.Equal(["a.exe", "process|start", "7"], ObjectRun.Values(reader, dotted, 3));
        Assert.Equal(["a.exe", "process|start", "7"], ObjectRun.Values(reader, nested, 3));
    }

    [Fact]
    public void Times_that_a_converter_made_dates_of_are_times_again()
    {
        var time = new DateTime(2024, 5, 6, 7, 8, 9, 123, DateTimeKind.Utc).AddTicks(4567);
        using ObjectEventReader reader = ObjectRun.Open(["@timestamp", "file.created"]);
        foreach (object value in new object[] { time, time.ToLocalTime(), new DateTimeOffset(time).ToOffset(TimeSpan.FromHours(5)) })
        {
            object item = new StandIn().With("@timestamp", value).With("file", new StandIn().With("created", value));
            Assert.Equal(["2024-05-06T07:08:09.1234567Z", "2024-05-06T07:08:09.1234567Z"], ObjectRun.Values(reader, item, 2));
        }
    }

    [Fact]
    public void What_holds_no_event_is_counted_by_kind_with_one_text_each()
    {
        var cyclic = new Hashtable { ["EventID"] = 1 };
        cyclic["self"] = cyclic;
        var list = new object?[1];
        list[0] = list;
        var large = new StandIn().With("a", new string('x', 17 * 1024 * 1024));
        object?[] items =
        [
            null, EventForms.Xml, DBNull.Value, 17, 'c', new Uri("file:///c:/x"), cyclic, cyclic, list, large, "C:\\logs\\x.evtx",
            string.Empty, "<Event><System>", "{\"a\":", "<html></html>",
                new StandIn { Failure = new ObjectAccessException("the property Id failed") },
            new Broken(), EventForms.Flat,
        ];
        using ObjectEventReader reader = ObjectRun.Open(["a", "self"]);
        Assert.Equal(2, Count(reader, items));
        Assert.Equal(items.Length - 2, reader.Losses.Count);
        Assert.Equal(items.Length - 2, reader.Troubles.Sum(t => t.Count));
        Assert.Equal(
            [
                (ObjectTroubleKind.NullObject, 2L, 1L), (ObjectTroubleKind.ForeignType, 3L, 4L), (ObjectTroubleKind.NestedTooDeep, 3L, 7L),
                (ObjectTroubleKind.TooLarge, 1L, 10L), (ObjectTroubleKind.UnreadableText, 5L, 11L),
                (ObjectTroubleKind.UnreadableObject, 2L, 16L),
            ],
            reader.Troubles.Select(t => (t.Kind, t.Count, t.First.Record)));
        Assert.All(reader.Troubles, t => Assert.True(t.IsLost && t.Message.Length > 10 && !t.Message.EndsWith('.')));
        Assert.Contains("C:\\logs\\x.evtx", reader.Troubles[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_asked_for_does_no_harm()
    {
        var item = (StandIn)ObjectRun.FromJson(EventForms.Flat)!;
        item.With("self", item).With("broken", new StandIn { Failure = new ObjectAccessException("no") });
        using ObjectEventReader reader = ObjectRun.Open(["process.name"]);
        Assert.Equal(["probe<1>.exe"], ObjectRun.Values(reader, item, 1));
        Assert.Empty(reader.Troubles);
        Assert.Equal("probe<1>.exe", ObjectRun.Leaves(Encoding.UTF8.GetString(reader.Keep().Json))["process.name"]);
        Assert.Equal((ObjectTroubleKind.PartLeftOut, false), (reader.Troubles.Single().Kind, reader.Troubles.Single().IsLost));
        Assert.Equal(0, reader.Losses.Count);
    }

    [Fact]
    public void Objects_shared_a_million_times_end_soon()
    {
        object shared = new object[] { 1, 2 };
        for (int level = 0; level < 40; level++)
        {
            shared = new[] { shared, shared };
        }

        using ObjectEventReader reader = ObjectRun.Open(["a"]);
        Assert.Empty(ObjectRun.Values(reader, new Hashtable { ["a"] = shared }, 1));
        Assert.Equal(ObjectTroubleKind.TooLarge, reader.Troubles.Single().Kind);
    }

    [Fact]
    public void What_the_host_throws_to_end_a_pipeline_passes_through()
    {
        using ObjectEventReader reader = ObjectRun.Open([]);
        reader.Offer(new StandIn { Failure = new OperationCanceledException() });
        Assert.Throws<OperationCanceledException>(() => reader.Read(new EvaluationContext(0)));
        Assert.Single(ObjectRun.Documents(reader, [EventForms.Flat]));
    }

    private static int Count(ObjectEventReader reader, object?[] items)
    {
        int count = 0;
        foreach (object? item in items)
        {
            reader.Offer(item);
            while (reader.Read(new EvaluationContext(2)))
            {
                count++;
            }
        }

        return count;
    }

    private sealed class Broken : IEnumerable
    {
        public IEnumerator GetEnumerator()
        {
            yield return EventForms.Xml.Length > 0 ? throw new InvalidOperationException("changed") : null;
        }
    }
}
