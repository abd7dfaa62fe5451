using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using EqlPS.Events.Evtx;
using EqlPS.Events.Evtx.BinaryXml;
using EqlPS.Tests.Evtx.Writing;

namespace EqlPS.Benchmarks.Events;

/// <summary>Writes events as a binary event log the way Windows does: one template for each kind of event, and its values.</summary>
internal static class BinaryLog
{
    // What a record may take at most, its template included.
    private const int Room = 16 * 1024;

    public static byte[] Write(IReadOnlyList<SysmonEvent> events)
    {
        var templates = new Dictionary<int, Template>();
        var chunks = new List<byte[]>();
        ChunkWriter? chunk = null;
        foreach (SysmonEvent next in events)
        {
            if (chunk is not null && chunk.Position > EvtxChunk.Size - Room)
            {
                chunks.Add(chunk.Finish());
                chunk = null;
            }

            chunk ??= new ChunkWriter();
            if (!templates.TryGetValue(next.Id, out Template? template))
            {
                templates.Add(next.Id, template = TemplateOf(next));
            }

            chunk.AddInstance((ulong)next.Number, template, ValuesOf(next));
        }

        chunks.Add(chunk!.Finish());
        return [.. Header(chunks.Count), .. chunks.SelectMany(c => c)];
    }

    private static Template TemplateOf(SysmonEvent next)
    {
        Part Element(string name, int number) => Part.El(name, Part.Sub(number, BinaryXmlType.String));
        return new Template(
            next.Id,
            Part.El(
                "Event",
                Part.El(
                    "System",
                    Part.El("Provider").With("Name", Part.Text(SysmonEvent.Provider)).With("Guid", Part.Text(SysmonEvent.ProviderGuid)),
                    Element("EventID", 0), Part.El("Version", Part.Text("5")), Part.El("Level", Part.Text("4")),
                    Part.El("TimeCreated").With("SystemTime", Part.Sub(1, BinaryXmlType.String)), Element("EventRecordID", 2),
                    Part.El("Channel", Part.Text(SysmonEvent.Channel)), Part.El("Computer", Part.Text(SysmonEvent.Computer))),
                Part.El("EventData", next.Data.Select((d, i) => (Part)Part.El("Data", Part.Sub(3 + i, BinaryXmlType.String))
                    .With("Name", Part.Text(d.Name))).ToArray())));
    }

    private static Val[] ValuesOf(SysmonEvent next) =>
    [
        Text(next.Id.ToString(CultureInfo.InvariantCulture)),
        Text(next.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)),
        Text(next.Number.ToString(CultureInfo.InvariantCulture)),
        .. next.Data.Select(d => Text(d.Value)),
    ];

    private static Val Text(string value) => new(BinaryXmlType.String, Encoding.Unicode.GetBytes(value));

    private static byte[] Header(int chunks)
    {
        var header = new byte[EvtxFileHeader.Size];
        "ElfFile\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), (ulong)(chunks - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(32), 128);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(36), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(38), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(40), EvtxFileHeader.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(42), (ushort)chunks);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(124), Crc32.Compute(header.AsSpan(0, 120)));
        return header;
    }
}
