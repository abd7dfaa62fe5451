using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Platform;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// The values of a record of an event log as bytes of their own: the record's own bytes refer to templates and names elsewhere in its
/// chunk. A field is its path, the kind of its value, which is a text, a date or the boolean true, and the value.
/// </summary>
[HotPath]
internal sealed class EvtxRecordForm : IRawRecordForm
{
    private const int DateSize = sizeof(long) + 1;

    private EvtxRecordForm()
    {
    }

    public static EvtxRecordForm Instance { get; } = new();

    public IReadOnlyList<RawField> Read(ReadOnlySpan<byte> record, RawRecordWriter writer) => Read(record);

    /// <summary>The values of a record in the order of its XML.</summary>
    public static List<RawField> Read(ReadOnlySpan<byte> record)
    {
        var fields = new List<RawField>();
        while (!record.IsEmpty)
        {
            string path = ReadText(ref record);
            var kind = (EqlValueKind)record[0];
            record = record.Slice(1);
            fields.Add(new RawField(path, kind switch
            {
                EqlValueKind.Text => EqlValue.From(ReadText(ref record)),
                EqlValueKind.Date => EqlValue.From(ReadDate(ref record)),
                _ => EqlValue.True,
            }));
        }

        return fields;
    }

    private static string ReadText(ref ReadOnlySpan<byte> record)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(record);
        record = record.Slice(sizeof(int));
        int size = length < 0 ? -length * sizeof(char) : length;
        ReadOnlySpan<byte> bytes = record.Slice(0, size);
        record = record.Slice(size);
        if (length < 0)
        {
            return MemoryMarshal.Cast<byte, char>(bytes).ToString();
        }

        Span<char> text = length <= 256 ? stackalloc char[length] : new char[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = (char)bytes[i];
        }

        return text.ToString();
    }

    private static Timestamp ReadDate(ref ReadOnlySpan<byte> record)
    {
        Timestamp date = Timestamp.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(record), record[sizeof(long)]);
        record = record.Slice(DateSize);
        return date;
    }
}
