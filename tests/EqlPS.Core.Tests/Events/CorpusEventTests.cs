using System.Globalization;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>Every line of the recordings of real attacks comes out.</summary>
public sealed class CorpusEventTests
{
    private const long EventsInAll = 200_515;

    // The larger files are left out of ordinary runs.
    private const long LargestByDefault = 10_000_000;

    [SharedFact]
    public void Every_flattened_event_is_read()
    {
        bool isFull = Environment.GetEnvironmentVariable("EQLPS_FULL") == "1";
        string folder = SharedData.Path("corpus/otrf");
        string[][] rows = File.ReadLines(Path.Combine(folder, "counts.tsv")).Skip(1).Select(l => l.Split('\t')).ToArray();
        Assert.Equal(EventsInAll, rows.Sum(r => long.Parse(r[1], CultureInfo.InvariantCulture)));
        foreach (string[] row in rows.Where(r => isFull || long.Parse(r[2], CultureInfo.InvariantCulture) < LargestByDefault))
        {
            Assert.Equal((row[0], row[1]), (row[0], Count(Path.Combine(folder, row[0])).ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static long Count(string path)
    {
        var fields = new FieldTable();
        string[] wanted =
        [
            "System/EventID", "System/Provider/@Name", "System/Channel", "System/Computer", "System/TimeCreated/@SystemTime",
            "EventData/ProcessId", "EventData/Image",
        ];
        foreach (string name in wanted)
        {
            fields.SlotOf(name);
        }

        long count = 0;
        var losses = new InputLossLog();
        var slots = new EqlValue[fields.Count];
        var input = new InputSource(path, () => File.OpenRead(path), FieldSchema.Open("@timestamp"));
        foreach (EventSource source in EventSources.Open(input, losses))
        {
            using RawRecordReader reader = source.OpenRaw(fields);
            while (reader.Read(slots, new FaultCounter()))
            {
                count++;
                Assert.Equal(EqlValueKind.Text, slots[0].Kind);
                Assert.Equal(EqlValueKind.Text, slots[2].Kind);
                Assert.Equal(EqlValueKind.Text, slots[3].Kind);
                Assert.True(slots[4].Kind is EqlValueKind.Text or EqlValueKind.Date);
                if (count % 500 == 1)
                {
                    Assert.NotEmpty(reader.Keep().Fields);
                }
            }

            Assert.Equal(0, reader.Losses.Count);
        }

        Assert.Equal(0, losses.Count);
        return count;
    }
}
