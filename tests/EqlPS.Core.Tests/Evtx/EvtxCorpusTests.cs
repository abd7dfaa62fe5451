using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Evtx;

/// <summary>Reads the real logs beside the repository.</summary>
public sealed class EvtxCorpusTests
{
    private static readonly string[] SomePaths =
    [
        "System/EventID", "System/EventID/@Qualifiers", "System/Provider/@Name", "System/TimeCreated/@SystemTime",
        "System/Execution/@ProcessID", "System/Security/@UserID", "System/Computer", "System/Channel", "System/Correlation",
        "EventData", "EventData/Image", "EventData/CommandLine", "EventData/ProcessGuid", "EventData/TargetUserName",
        "EventData/Binary", "EventData/#1", "EventData/#2", "EventData/#3", "UserData/LogFileCleared/SubjectUserName",
        "UserData/EventXML/Param1", "RenderingInfo/Task", "RenderingInfo/@Culture", "System/EventID",
    ];

    [SharedFact]
    public void EveryRecordOfEveryFileIsRead()
    {
        int total = 0;
        foreach (string line in File.ReadLines(SharedData.Path("corpus/evtx/counts.tsv")).Skip(1))
        {
            string[] columns = line.Split('\t');
            int expected = int.Parse(columns[1], System.Globalization.CultureInfo.InvariantCulture);
            using EvtxReader reader = EvtxFiles.Open(SharedData.Path("corpus/evtx/" + columns[0]));
            var writer = new EvtxXmlWriter();
            int count = 0;
            foreach (EvtxChunk chunk in reader.ReadChunks())
            {
                using (chunk)
                {
                    foreach (EvtxRecord record in chunk)
                    {
                        string xml = writer.Write(record, out EvtxLossReason reason);
                        Assert.Equal(EvtxLossReason.None, reason);
                        Assert.Equal("Event", System.Xml.Linq.XElement.Parse(xml).Name.LocalName);
                        count++;
                    }
                }
            }

            Assert.Equal(expected, count);
            Assert.Empty(reader.Losses.ToList());
            total += count;
        }

        Assert.Equal(5671, total);
    }

    [SharedFact]
    public void CarvedRecordsAreWholeAndMarked()
    {
        int recovered = 0;
        int live = 0;
        var writer = new EvtxXmlWriter();
        foreach (string file in EvtxFiles.Corpus())
        {
            using EvtxReader reader = EvtxFiles.Open(file, true);
            foreach (EvtxChunk chunk in reader.ReadChunks())
            {
                foreach (EvtxRecord record in chunk)
                {
                    string xml = writer.Write(record, out EvtxLossReason reason);
                    Assert.Equal(EvtxLossReason.None, reason);
                    Assert.Equal("Event", System.Xml.Linq.XElement.Parse(xml).Name.LocalName);
                    recovered += record.IsRecovered ? 1 : 0;
                    live += record.IsRecovered ? 0 : 1;
                }

                chunk.Dispose();
            }
        }

        Assert.Equal((5671, 591), (live, recovered));
    }

    [SharedFact]
    public void ProjectionAgreesWithTheXmlOnEveryRecord()
    {
        int names = 0;
        foreach (string file in EvtxFiles.Corpus())
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            EvtxFiles.ForEachXml(file, (record, xml) => found.UnionWith(XmlTwin.DataNames(xml)));
            string[] paths = [.. SomePaths, .. found.Select(name => "EventData/" + name)];
            EvtxRow row = new EvtxProjection(paths).CreateRow();
            EvtxFiles.ForEachXml(file, (record, xml) => XmlTwin.AssertRow(row, record, paths, xml));
            names += found.Count;
        }

        Assert.True(names > 1000);
    }
}
