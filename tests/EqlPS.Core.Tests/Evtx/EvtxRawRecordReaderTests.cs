using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Tests.Support;
using EqlPS.Values;

namespace EqlPS.Tests.Evtx;

/// <summary>Raw records of event logs: the wanted values and the whole record say the same.</summary>
public sealed class EvtxRawRecordReaderTests
{
    private static readonly string[] Paths =
    [
        "System/EventID", "System/Provider/@Name", "System/Channel", "System/Computer", "System/EventRecordID", "System/TimeCreated/@SystemTime",
        "System/Security/@UserID", "System/Execution/@ProcessID", "EventData/Image", "EventData/CommandLine", "EventData/ProcessGuid",
        "EventData/UtcTime", "EventData/TargetObject", "EventData/ScriptBlockText", "EventData/#1", "EventData/#3", "EventData/SubjectUserName",
        "UserData/LogFileCleared/SubjectUserName", "RenderingInfo/Task",
    ];

    [SharedFact]
    public void Projection_and_whole_record_agree_over_the_corpus()
    {
        long records = 0;
        long values = 0;
        var fields = new FieldTable();
        foreach (string path in Paths)
        {
            fields.SlotOf(path);
        }

        foreach (string path in Directory.EnumerateFiles(SharedData.Path("corpus/evtx"), "*.evtx"))
        {
            EventSource source = EventSources.Open(InputSource.OfFile(path, FieldSchema.Open("@timestamp")), new InputLossLog()).Single();
            using RawRecordReader reader = source.OpenRaw(fields);
            var slots = new EqlValue[Paths.Length];
            while (reader.Read(slots, new FaultCounter()))
            {
                records++;
                RawRecord whole = reader.Keep();
                Assert.Equal(whole.Fields, reader.KeepValues(out byte[] kept)!.Read(kept, new EqlPS.Events.Records.RawRecordWriter()));
                for (int slot = 0; slot < Paths.Length; slot++)
                {
                    string expected = string.Join("\n", whole.Fields.Where(f => f.Path == Paths[slot]).Select(f => f.Value.ToString()));
                    string actual = string.Join("\n", Enumerable.Range(0, slots[slot].Count).Select(i => slots[slot].ItemAt(i).ToString()));
                    values += actual.Length > 0 ? 1 : 0;
                    Assert.True(expected == actual, $"{path} record {reader.Location.Record} {Paths[slot]}: [{expected}] and [{actual}]");
                }
            }
        }

        Assert.Equal(5671, records);
        Assert.True(values > 30_000, $"only {values} values");
    }
}
