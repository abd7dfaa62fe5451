using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EqlPS.Events.Raw;
using EqlPS.Events.Records;
using EqlPS.Values;

namespace EqlPS.Events.Evtx.Records;

/// <summary>
/// The values of a record of an event log as bytes of their own: the record's own bytes refer to templates and names elsewhere in its
/// chunk. A field is its path, the kind of its value, and the value.
/// </summary>
internal sealed class EvtxRecordForm : IRawRecordForm
{
    private const int DateSize = sizeof(long) + 1;

    private EvtxRecordForm()
    {
    }

    public static EvtxRecordForm Instance { get; } = new();

    /// <summary>The bytes of fields whose values are texts, dates or the boolean true.</summary>
    public static byte[] Write(IReadOnlyList<RawField> fields)
    {
        int size = 0;
        foreach (RawField field in fields)
        {
            size += SizeOf(field.Path) + 1 + field.Value.Kind switch
            {
                EqlValueKind.Text => SizeOf(field.Value.AsText()),
                EqlValueKind.Date => DateSize,
                _ => 0,
            };
        }

        var record = new byte[size];
        Span<byte> rest = record;
        foreach (RawField field in fields)
        {
            Write(ref rest, field.Path);
            rest[0] = (byte)field.Value.Kind;
            rest = rest.Slice(1);
            if (field.Value.Kind == EqlValueKind.Text)
            {
                Write(ref rest, field.Value.AsText());
            }
            else if (field.Value.Kind == EqlValueKind.Date)
            {
                BinaryPrimitives.WriteInt64LittleEndian(rest, field.Value.AsDate().Ticks);
                rest[sizeof(long)] = (byte)field.Value.AsDate().Nanoseconds;
                rest = rest.Slice(DateSize);
            }
        }

        return record;
    }

    public IReadOnlyList<RawField> Read(ReadOnlySpan<byte> record, RawRecordWriter writer)
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

    private static bool IsAscii(string text)
    {
        int all = 0;
        foreach (char c in text)
        {
            all |= c;
        }

        return all < 0x80;
    }

    private static int SizeOf(string text) => sizeof(int) + (IsAscii(text) ? text.Length : text.Length * sizeof(char));

    // Its length, negative if it is not all ASCII, and its characters.
    private static void Write(ref Span<byte> target, string text)
    {
        bool isAscii = IsAscii(text);
        BinaryPrimitives.WriteInt32LittleEndian(target, isAscii ? text.Length : -text.Length);
        target = target.Slice(sizeof(int));
        if (!isAscii)
        {
            MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(target);
            target = target.Slice(text.Length * sizeof(char));
            return;
        }

        for (int i = 0; i < text.Length; i++)
        {
            target[i] = (byte)text[i];
        }

        target = target.Slice(text.Length);
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
