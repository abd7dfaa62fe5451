using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Input;
using EqlPS.Execution;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Tests.Oracle;

/// <summary>
/// All events of some files as one file of JSON lines in total order, each record once: what the reference engine is to read, which
/// breaks ties by line.
/// </summary>
internal sealed class OrderedEvents
{
    // The reference engine compares text; an index would hold addresses in one form, and so compares addresses.
    private static readonly Regex Address = new("\"ip\":\"([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\"", RegexOptions.CultureInvariant);

    private readonly List<Entry> _entries = [];

    private OrderedEvents()
    {
    }

    /// <summary>Where the event of each line came from: source and record.</summary>
    public IReadOnlyList<(string Source, long Record)> Lines => _entries.ConvertAll(e => (e.Source, e.Record));

    /// <summary>Writes the file.</summary>
    /// <param name="paths">The logs.</param>
    /// <param name="target">The file to make; one of the same name with <c>.spool</c> is made and removed.</param>
    public static OrderedEvents Write(IEnumerable<string> paths, string target)
    {
        var events = new OrderedEvents();
        string spoolPath = target + ".spool";
        using (FileStream spool = File.Create(spoolPath))
        {
            foreach (string path in paths)
            {
                events.Read(path, spool);
            }

            events.Order();
            using FileStream output = File.Create(target);
            foreach (Entry entry in events._entries)
            {
                byte[] line = new byte[entry.Length];
                spool.Position = entry.Start;
                spool.ReadExactly(line);
                output.Write(line);
                output.WriteByte((byte)'\n');
            }
        }

        File.Delete(spoolPath);
        return events;
    }

    private void Read(string path, Stream spool)
    {
        var fields = new FieldTable();
        int[] slots = new[] { "@timestamp", "winlog.computer_name", "winlog.channel", "winlog.record_id" }.Select(fields.SlotOf).ToArray();
        var context = new EvaluationContext(fields.Count);
        var readers = new EventReaders(fields, ReadingMode.Default, "@timestamp");
        using EventReader reader = readers.OpenSingle(new InputSource(path, () => File.OpenRead(path), FieldSchema.Open("@timestamp")));
        while (reader.Read(context))
        {
            SourceEvent source = reader.Keep();
            byte[] json = WithPlainAddresses(source.Json);
            EqlValue time = context.Field(slots[0]).ItemAt(0);
            string?[] texts = slots.Select(slot => TextForm.Of(context.Field(slot).ItemAt(0))).ToArray();
            var hash = new Hash(source.Sha256.ToArray());
            var place = new Ordinal(
                time.Kind == EqlValueKind.Date ? time.AsDate() : null, default, texts[1], texts[2],
                ulong.TryParse(texts[3], out ulong number) ? number : null, source.Location.Record, hash);
            _entries.Add(new Entry(place, source.Location.Source, source.Location.Record, hash.Text, spool.Position, json.Length));
            spool.Write(json);
        }
    }

    private static byte[] WithPlainAddresses(byte[] json) =>
        Encoding.UTF8.GetBytes(Address.Replace(Encoding.UTF8.GetString(json), found =>
            IPAddress.TryParse(found.Groups[1].Value, out IPAddress? address) ? $"\"ip\":\"{address}\"" : found.Value));

    private void Order()
    {
        _entries.Sort((left, right) =>
        {
            int order = Ordinal.Compare(left.Place, right.Place);
            return order != 0 ? order : string.CompareOrdinal(left.Source, right.Source);
        });
        var occurrences = new Dictionary<(string Path, string Hash), int>();
        var seen = new HashSet<(string Hash, int Occurrence)>();
        _entries.RemoveAll(entry =>
        {
            int occurrence = occurrences.GetValueOrDefault((entry.Source, entry.Hash));
            occurrences[(entry.Source, entry.Hash)] = occurrence + 1;
            return !seen.Add((entry.Hash, occurrence));
        });
    }

    private sealed record Entry(Ordinal Place, string Source, long Record, string Hash, long Start, int Length);

    private sealed class Hash(byte[] bytes) : IRecordHash
    {
        public ReadOnlySpan<byte> Sha256 => bytes;

        public string Text => Convert.ToHexString(bytes);
    }
}
