using System.Xml.Linq;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.Tree;
using EqlPS.Tests.Support;

namespace EqlPS.Tests.Evtx;

/// <summary>Opens log files for tests.</summary>
internal static class EvtxFiles
{
    public static IEnumerable<string> Corpus() =>
        Directory.GetFiles(SharedData.Path("corpus/evtx"), "*.evtx").Order(StringComparer.Ordinal);

    public static EvtxReader Open(string path, bool recover = false) =>
        EvtxReader.TryOpen(path, new EvtxReaderOptions { Recover = recover }, out string? error) ?? throw new InvalidDataException(error);

    /// <summary>Calls back for every record with its XML.</summary>
    public static void ForEachXml(string path, Action<EvtxRecord, XElement> action)
    {
        using EvtxReader reader = Open(path);
        var writer = new EvtxXmlWriter();
        foreach (EvtxChunk chunk in reader.ReadChunks())
        {
            using (chunk)
            {
                foreach (EvtxRecord record in chunk)
                {
                    action(record, XElement.Parse(writer.Write(record, out _), LoadOptions.PreserveWhitespace));
                }
            }
        }
    }
}
