using System.Xml.Linq;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Events.Evtx.Projection;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Tests.Evtx.Writing;

namespace EqlPS.Tests.Evtx;

/// <summary>Random events: their XML against the parts they were written from, their projection against their XML.</summary>
public sealed class EvtxRandomTests
{
    [Fact]
    public void EveryRandomEventReadsAsItWasWritten()
    {
        var projection = new EvtxProjection(RandomEvents.Paths);
        EvtxRow row = projection.CreateRow();
        var store = new TemplateStore();
        var renderer = new EvtxXmlWriter();
        int planned = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            var events = new RandomEvents(new Random(seed));
            var writer = new ChunkWriter();
            var written = new List<Part[]>();
            while (written.Count < 12)
            {
                written.Add(events.Next());
                writer.Add((ulong)written.Count, written[^1]);
            }

            using EvtxChunk chunk = EvtxChunk.FromBytes(writer.Finish(), new EvtxChunkOrigin(store, new EvtxLosses()));
            int index = 0;
            foreach (EvtxRecord record in chunk)
            {
                string expected = PartTwin.Render(written[index++]);
                Assert.Equal(expected, renderer.Write(record, out EvtxLossReason reason));
                Assert.Equal(EvtxLossReason.None, reason);
                XElement document = XElement.Parse("<events>" + expected + "</events>", LoadOptions.PreserveWhitespace);
                XmlTwin.AssertRow(row, record, RandomEvents.Paths, [.. document.Elements()]);
                planned += record.TryGetInstance(out TemplateInstance instance, out _)
                    && !projection.Document.PlanFor(instance.Program).NeedsWalk ? 1 : 0;
            }

            Assert.Equal(written.Count, index);
        }

        Assert.InRange(planned, 300, 1700);
    }
}
