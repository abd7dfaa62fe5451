using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>Events of sources whose records are of different kinds, through one reader.</summary>
public sealed class EventSourceTests
{
    private const string Document = "{\"event\":{\"code\":\"9\",\"category\":[\"process\"]},\"winlog\":{\"event_id\":\"9\"}}";

    [Fact]
    public void Documents_stay_and_raw_records_are_mapped_in_their_order()
    {
        string text = string.Join("\n", Document, EventForms.Flat, "{\"_source\":" + Document + "}", EventForms.Winlog,
            "{\"event.code\":\"7\"}", "{oops",
            "{\"result\":{\"_raw\":\"{\\\"event\\\":{\\\"code\\\":\\\"8\\\"}}\"}}");
        (string[] codes, string[] kept, InputLossLog losses) = Read(text, asItStands: false);
        Assert.Equal(["9", "mapped 1", "9", "mapped 1", "7", "8"], codes);
        const string Mapped = "{\"mapped\":\"lab1.example\"}";
        Assert.Equal([Document, Mapped, Document, Mapped, "{\"event.code\":\"7\"}", "{\"event\":{\"code\":\"8\"}}"], kept);
        Assert.Equal((6L, 1L), (losses.First[0].Location.Record, losses.Count));
    }

    [Fact]
    public void As_it_stands_json_is_never_mapped()
    {
        (string[] codes, string[] kept, _) = Read($"{Document}\n{EventForms.Flat}\n{{\"_source\":{Document}}}", asItStands: true);
        Assert.Equal(["9", "null", "null"], codes);
        Assert.Equal(EventForms.Flat, kept[1]);
    }

    [Fact]
    public void Xml_is_mapped_in_both_ways()
    {
        Assert.Equal(["mapped 1", "mapped 1"], Read(EventForms.Xml + EventForms.Xml, asItStands: false).Codes);
        Assert.Equal(["mapped 1", "mapped 1"], Read(EventForms.Xml + EventForms.Xml, asItStands: true).Codes);
    }

    [Fact]
    public void An_original_that_is_no_xml_leaves_a_document_as_it_is() =>
        Assert.Equal(["3"], Read("{\"event\":{\"code\":\"3\",\"original\":\"<13>a line of syslog\"}}", asItStands: false).Codes);

    [Fact]
    public void Locations_name_lines_offsets_and_numbers()
    {
        EventSource json = RawText.Open(Encoding.UTF8.GetBytes($"\n{EventForms.Flat}\n"), new InputLossLog(), isRepeatable: true).Single();
        using RawRecordReader lines = json.OpenRaw(new FieldTable());
        Assert.True(lines.Read([], new FaultCounter()));
        Assert.Equal(new EventLocation("test", 2, 1), lines.Keep().Location);

        byte[] document = Encoding.UTF8.GetBytes($"<Events>\n{EventForms.Xml}{EventForms.Xml}</Events>");
        EventSource xml = RawText.Open(document, new InputLossLog(), isRepeatable: true).Single();
        using RawRecordReader events = xml.OpenRaw(new FieldTable());
        Assert.True(events.Read([], new FaultCounter()) && events.Read([], new FaultCounter()));
        Assert.Equal(new EventLocation("test", 2, 9 + Encoding.UTF8.GetByteCount(EventForms.Xml)), events.Location);
        Assert.Equal(32, events.Keep().Hash.Sha256.Length);
    }

    private static (string[] Codes, string[] Kept, InputLossLog Losses) Read(string text, bool asItStands)
    {
        var fields = new FieldTable();
        fields.SlotOf("event.code");
        var rawFields = new FieldTable();
        rawFields.SlotOf("System/EventID");
        EventSource source = RawText.Open(Encoding.UTF8.GetBytes(text), new InputLossLog(), isRepeatable: true).Single();
        using EventReader reader = asItStands
            ? source.OpenAsItStands(fields, rawFields, raw => new TinyMapping(raw))
            : source.OpenEvents(fields, rawFields, raw => new TinyMapping(raw));
        var codes = new List<string>();
        var kept = new List<string>();
        var context = new EvaluationContext(fields.Count);
        while (reader.Read(context))
        {
            codes.Add(context.Field(0).ToString());
            kept.Add(Encoding.UTF8.GetString(reader.Keep().Json));
        }

        return (codes.ToArray(), kept.ToArray(), reader.Losses);
    }

    /// <summary>Maps a record's id, and nothing else.</summary>
    private sealed class TinyMapping(RawRecordReader raw) : EventReader(raw.Losses)
    {
        private readonly EqlValue[] _slots = new EqlValue[1];

        public override EventLocation Location => raw.Location;

        public override bool Read(EvaluationContext context)
        {
            bool isRead = raw.Read(_slots, context.Faults);
            context.Begin(FieldSource.Empty);
            context.Set(0, EqlValue.From($"mapped {_slots[0]}"));
            return isRead;
        }

        public override SourceEvent Keep()
        {
            RawRecord record = raw.Keep();
            string host = record.Fields.Single(f => f.Path == "System/Computer").Value.AsText();
            return new SourceEvent(record.Location, Encoding.UTF8.GetBytes($"{{\"mapped\":\"{host}\"}}"), FieldSchema.Open("@timestamp"));
        }

        protected override void Dispose(bool disposing) => raw.Dispose();
    }
}
