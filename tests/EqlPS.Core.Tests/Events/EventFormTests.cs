using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Raw;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>The same event in all its forms gives the same raw record, by slots and whole, and no damage to it does harm.</summary>
public sealed class EventFormTests
{
    [Fact]
    public void Every_form_gives_the_same_values_where_it_has_them()
    {
        string[] expected = RawText.ReadWhole(EventForms.Utf8(EventForms.Xml)).Single();
        Assert.Equal(21, expected.Length);
        foreach ((string name, string text) in EventForms.All)
        {
            string[] found = RawText.ReadWhole(EventForms.Utf8(text)).Single();
            Assert.True(found.Length >= 15, name);
            string[] foreign = found.Except(expected, StringComparer.Ordinal).ToArray();
            Assert.True(foreign.Length == 0, $"{name}: {string.Join("; ", foreign)}");
        }
    }

    [Fact]
    public void Slots_and_whole_records_agree()
    {
        foreach ((string name, string text) in EventForms.All)
        {
            string[] whole = RawText.ReadWhole(EventForms.Utf8(text)).Single();
            string[] paths = whole.Select(f => f.Substring(0, f.IndexOf('='))).ToArray();
            string slots = RawText.Read(text, paths).Single();
            Assert.True(string.Join("; ", whole) == slots, $"{name}: {slots}");
        }
    }

    [Fact]
    public void Forms_may_be_mixed_line_by_line()
    {
        string[] forms = EventForms.All.Where(f => f.Name != "XML").Select(f => f.Text).ToArray();
        var random = new Random(20_24);
        string[] lines = Enumerable.Range(0, 300).Select(_ => forms[random.Next(forms.Length)]).ToArray();
        List<string> records = RawText.Read(string.Join("\n", lines), ["System/EventID", "EventData/Image"]);
        Assert.Equal(300, records.Count);
        Assert.Single(records.Distinct());
    }

    [Fact]
    public void Cut_anywhere_and_damaged_anywhere_nothing_throws_and_neighbours_survive()
    {
        var random = new Random(77);
        foreach ((string name, string text) in EventForms.All)
        {
            byte[] good = EventForms.Utf8(text + "\n");
            for (int round = 0; round < 150; round++)
            {
                byte[] broken = good.ToArray();
                int changes = random.Next(1, 4);
                for (int i = 0; i < changes; i++)
                {
                    broken[random.Next(broken.Length - 1)] = (byte)random.Next(256);
                }

                // The cut line's end stays, so that the next line is whole; XML needs none.
                broken = broken.Take(random.Next(1, broken.Length)).Append((byte)'\n').ToArray();
                byte[] input = good.Concat(broken).Concat(good).Concat(good).ToArray();
                List<string> records = RawText.Read(input, ["System/EventID"]);
                int whole = records.Count(r => r == "System/EventID=1");
                Assert.True(whole >= 2, $"{name}, round {round}: {whole} records");
                RawText.ReadWhole(good.Concat(broken).ToArray());
            }
        }
    }

    [Fact]
    public void Reading_allocates_nothing_for_values_seen_before()
    {
        foreach ((string name, string text) in EventForms.All.Take(4))
        {
            byte[] input = EventForms.Utf8(string.Concat(Enumerable.Repeat(text + "\n", 2_000)));
            var fields = new FieldTable();
            fields.SlotOf("System/EventID");
            fields.SlotOf("EventData/Image");
            fields.SlotOf("EventData/ProcessId");
            EventSource source = RawText.Open(input, new InputLossLog(), isRepeatable: true).Single();
            using RawRecordReader reader = source.OpenRaw(fields);
            var slots = new EqlValue[3];
            var faults = new FaultCounter();
            for (int i = 0; i < 100; i++)
            {
                reader.Read(slots, faults);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            int count = 0;
            for (int i = 0; i < 300 && reader.Read(slots, faults); i++)
            {
                count++;
            }

            // Room for the odd time text and the stack of open objects.
            long each = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
            Assert.True(each < 250, $"{name}: {each} bytes for each record");
        }
    }

    [Theory]
    [InlineData(65)]
    [InlineData(90)]
    public void A_line_too_long_to_be_an_event_is_skipped_without_being_held(int size)
    {
        byte[] line = EventForms.Utf8(EventForms.Flat + "\n");
        byte[] huge = EventForms.Utf8("{\"EventID\":1,\"A\":\"" + new string('x', size << 20) + "\"}\n");
        var losses = new InputLossLog();
        List<string> records = RawText.Read(line.Concat(huge).Concat(line).ToArray(), ["System/EventID"], losses);
        Assert.Equal(2, records.Count);
        InputLoss loss = Assert.Single(losses.First);
        Assert.Equal((2L, line.Length, "the record is longer than 64 MB"), (loss.Location.Record, (int)loss.Location.Offset, loss.Reason));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(90)]
    public void An_event_too_long_is_skipped_even_within_one_line(int size)
    {
        var text = new StringBuilder(EventForms.Xml).Append("<Event><System/><EventData><Data>").Append('x', size << 20)
            .Append("</Data></EventData></Event>").Append(EventForms.Xml);
        var losses = new InputLossLog();
        Assert.Equal(2, RawText.Read(text.ToString(), ["System/EventID"], losses).Count);
        Assert.Equal("the record is longer than 64 MB", Assert.Single(losses.First).Reason);
    }

    [Fact]
    public void Deep_nesting_and_endless_names_are_refused_or_read_in_bounded_time()
    {
        var losses = new InputLossLog();
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        string deepXml = "<Event><System/>" + string.Concat(Enumerable.Repeat("<a>", 100_000))
            + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "</Event>";
        string wide = "{\"EventID\":1,\"Channel\":\"C\","
            + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}")) + "}";
        Assert.Empty(RawText.Read(deep, ["System/EventID"], losses));
        Assert.Empty(RawText.Read(deepXml, ["System/EventID"], losses));
        Assert.Equal(2, losses.Count);
        Assert.Equal(100_002, RawText.ReadWhole(EventForms.Utf8(wide)).Single().Length);
    }

    [Fact]
    public void Endless_beginnings_of_sections_are_read_in_bounded_time()
    {
        string text = string.Concat(Enumerable.Repeat("<Event><System/><![CDATA[<!--", 200_000)) + EventForms.Xml;
        Assert.Equal("System/EventID=1", RawText.Read(text, ["System/EventID"]).Last());
    }
}
