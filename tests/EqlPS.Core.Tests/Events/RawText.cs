using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Events.Raw;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Tests.Events;

/// <summary>Reads raw records of bytes or text, and writes them down as <c>path=value; path=value</c>.</summary>
internal static class RawText
{
    public static List<string> Read(string text, string[] paths, InputLossLog? losses = null) =>
        Read(Encoding.UTF8.GetBytes(text), paths, losses);

    /// <summary>The wanted values of each record.</summary>
    public static List<string> Read(byte[] bytes, string[] paths, InputLossLog? losses = null, bool isRepeatable = true)
    {
        var fields = new FieldTable();
        foreach (string path in paths)
        {
            fields.SlotOf(path);
        }

        var records = new List<string>();
        var slots = new EqlValue[fields.Count];
        foreach (EventSource source in Open(bytes, losses ??= new InputLossLog(), isRepeatable))
        {
            using RawRecordReader reader = source.OpenRaw(fields);
            while (reader.Read(slots, new FaultCounter()))
            {
                var record = new StringBuilder();
                for (int i = 0; i < paths.Length; i++)
                {
                    record.Append(i > 0 ? "; " : string.Empty).Append(paths[i]).Append('=').Append(Show(slots[i]));
                }

                records.Add(record.ToString());
            }

            Move(reader.Losses, losses);
        }

        return records;
    }

    /// <summary>All values of each record but those of the document around it.</summary>
    public static List<string[]> ReadWhole(byte[] bytes, InputLossLog? losses = null)
    {
        var records = new List<string[]>();
        foreach (EventSource source in Open(bytes, losses ??= new InputLossLog(), isRepeatable: true))
        {
            using RawRecordReader reader = source.OpenRaw(new FieldTable());
            while (reader.Read([], new FaultCounter()))
            {
                IEnumerable<RawField> own = reader.Keep().Fields.Where(f => !f.Path.StartsWith("Document/", StringComparison.Ordinal));
                records.Add(own.Select(f => $"{f.Path}={Show(f.Value)}").ToArray());
            }

            Move(reader.Losses, losses);
        }

        return records;
    }

    public static IEnumerable<EventSource> Open(byte[] bytes, InputLossLog losses, bool isRepeatable, UnpackLimits? limits = null)
    {
        var input = new InputSource("test", () => new MemoryStream(bytes), FieldSchema.Open("@timestamp")) { IsRepeatable = isRepeatable };
        return EventSources.Open(input, losses, limits);
    }

    public static string Show(EqlValue value) => value.Kind == EqlValueKind.List
        ? "[" + string.Join("|", value.AsList().ToArray().Select(v => v.ToString())) + "]"
        : value.ToString();

    private static void Move(InputLossLog from, InputLossLog to)
    {
        foreach (InputLoss loss in from.First)
        {
            to.Add(loss.Location, loss.Reason);
        }

        for (long i = from.First.Count; i < from.Count; i++)
        {
            to.Add(default, string.Empty);
        }
    }
}
