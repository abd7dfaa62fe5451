using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Values;

namespace EqlPS.Events.Records;

/// <summary>
/// An event's XML turned into JSON by some tool. Attributes stand in an object <c>#attributes</c>, under names with <c>@</c>, under their
/// bare name, or beside their element; texts stand bare or as <c>#text</c> or <c>Value</c>; data stands under its name or as items of an
/// array <c>Data</c>.
/// </summary>
internal sealed class EventJsonShape : RawJsonShape
{
    private static readonly string[] TextNames = ["#text", "Value", "_", "$", "content"];
    private static readonly string[] NameNames = ["@Name", "Name", "#attributes.Name", "$.Name"];

    private static readonly ILookup<string, EqlValue> NoItems = Array.Empty<string>().ToLookup(path => path, _ => default(EqlValue));

    // An item of data has a name, a text and perhaps a type.
    private const int MostBeside = 8;

    private readonly string _event;
    private readonly string?[] _data;
    private ILookup<string, EqlValue> _items = NoItems;
    private long _itemsOf;

    /// <summary>Prepares reading.</summary>
    /// <param name="paths">The wanted source paths.</param>
    /// <param name="prefix">The path of the object that holds the record, with a dot at the end, or empty.</param>
    /// <param name="isNested">Whether <c>System</c> stands in an object <c>Event</c>.</param>
    public EventJsonShape(IReadOnlyList<string> paths, string prefix, bool isNested)
        : base(paths.Count, prefix)
    {
        _event = isNested ? "Event." : string.Empty;
        _data = new string?[paths.Count];
        Root.MarkObject($"{prefix}{_event}EventData.Data", JsonMarks.DataItems);
        Root.MarkValue($"{prefix}{_event}EventData.Data", JsonMarks.DataItems);
        for (int slot = 0; slot < paths.Count; slot++)
        {
            string path = paths[slot];
            if (path.StartsWith(Document, StringComparison.Ordinal))
            {
                AddRule(slot, path, 0, path.Substring(Document.Length));
                continue;
            }

            AddRule(slot, path, 0, JsonPaths(path).Select(p => _event + p).ToArray());
            if (path.StartsWith(EventData, StringComparison.Ordinal))
            {
                _data[slot] = path;
            }
        }
    }

    public override EqlValue Value(int slot, ReadOnlySpan<byte> record, FaultCounter faults)
    {
        EqlValue[] items = _data[slot] is string path ? ItemsOf(record)[path].ToArray() : [];
        return items.Length > 0 ? EqlValue.List(items, 0, items.Length) : base.Value(slot, record, faults);
    }

    public override bool MayHave(int slot, ReadOnlySpan<byte> record) =>
        base.MayHave(slot, record) || (_data[slot] is string path && ItemsOf(record).Contains(path));

    protected override bool IsTakenAsItStands(int slot, RawJsonRule rule) => _data[slot] is null && base.IsTakenAsItStands(slot, rule);

    protected override IEnumerable<string> SourcesOf(string jsonPath)
    {
        bool isOfEvent = jsonPath.StartsWith(_event, StringComparison.Ordinal);
        string path = isOfEvent ? jsonPath.Substring(_event.Length) : jsonPath;
        return !isOfEvent || !IsSection(path) ? [Document + jsonPath] : IsDataItem(path) ? [] : [SourcePath(path)];
    }

    protected override IEnumerable<string> DerivedPaths(IReadOnlyList<JsonLeaf> leaves) => DataItems(leaves).Select(i => i.Key);

    // The items of the record's data by source path.
    private ILookup<string, EqlValue> ItemsOf(ReadOnlySpan<byte> record)
    {
        if ((Marks & JsonMarks.DataItems) == 0)
        {
            return NoItems;
        }

        if (_itemsOf != RecordNumber)
        {
            _itemsOf = RecordNumber;
            _items = DataItems(JsonLeaves.Read(record, Prefix)).ToLookup(i => i.Key, i => EqlValue.From(i.Value), StringComparer.Ordinal);
        }

        return _items;
    }

    private static bool IsSection(string path) =>
        path.StartsWith("System.", StringComparison.Ordinal) || path.StartsWith("EventData.", StringComparison.Ordinal)
        || path.StartsWith("UserData.", StringComparison.Ordinal) || path.StartsWith("RenderingInfo.", StringComparison.Ordinal);

    private static bool IsDataItem(string path) =>
        path == "EventData.Data" || path.StartsWith("EventData.Data.", StringComparison.Ordinal);

    private static IEnumerable<string> JsonPaths(string sourcePath)
    {
        string path = sourcePath.Replace('/', '.');
        int at = path.IndexOf(".@", StringComparison.Ordinal);
        if (at < 0)
        {
            yield return path;
            foreach (string text in TextNames)
            {
                yield return $"{path}.{text}";
            }

            yield break;
        }

        string element = path.Substring(0, at);
        string attribute = path.Substring(at + 2);
        yield return $"{element}.#attributes.{attribute}";
        yield return $"{element}.@{attribute}";
        yield return $"{element}.$.{attribute}";
        yield return $"{element}_attributes.{attribute}";
        yield return $"{element}.{attribute}";
    }

    private static string SourcePath(string jsonPath)
    {
        string path = jsonPath.Replace(".#attributes.", ".@").Replace(".$.", ".@").Replace("_attributes.", ".@");
        foreach (string text in TextNames)
        {
            if (path.EndsWith("." + text, StringComparison.Ordinal))
            {
                path = path.Substring(0, path.Length - text.Length - 1);
                break;
            }
        }

        // Bare names below an element of System are its attributes: elements there have no elements within.
        string[] parts = path.Split('.');
        if (parts.Length == 3 && parts[0] == "System" && !parts[2].StartsWith("@", StringComparison.Ordinal))
        {
            parts[2] = "@" + parts[2];
        }

        return string.Join("/", parts);
    }

    private List<KeyValuePair<string, string>> DataItems(IReadOnlyList<JsonLeaf> leaves)
    {
        var items = new List<KeyValuePair<string, string>>();
        string start = _event + "EventData.Data";
        int position = 0;
        for (int i = 0; i < leaves.Count; i++)
        {
            JsonLeaf leaf = leaves[i];
            if (leaf.Path != start && !leaf.Path.StartsWith(start + ".", StringComparison.Ordinal))
            {
                continue;
            }

            string rest = leaf.Path == start ? string.Empty : leaf.Path.Substring(start.Length + 1);
            bool isText = rest.Length == 0 || TextNames.Contains(rest);
            if (!isText)
            {
                continue;
            }

            position++;
            string? name = rest.Length == 0 ? null : NameBeside(leaves, i, start);
            items.Add(new KeyValuePair<string, string>(
                name is null ? FormattableString.Invariant($"{EventData}#{position}") : EventData + name, leaf.Text));
        }

        return items;
    }

    // The name may stand before or behind the text, but within the same item.
    private static string? NameBeside(IReadOnlyList<JsonLeaf> leaves, int index, string start)
    {
        int first = index;
        while (first > 0 && index - first < MostBeside && leaves[first - 1].Item == leaves[index].Item)
        {
            first--;
        }

        for (int i = first; i < Math.Min(leaves.Count, index + MostBeside) && leaves[i].Item == leaves[index].Item; i++)
        {
            if (leaves[i].Path.Length > start.Length && Array.IndexOf(NameNames, leaves[i].Path.Substring(start.Length + 1)) >= 0
                && leaves[i].Path.StartsWith(start, StringComparison.Ordinal))
            {
                return leaves[i].Text;
            }
        }

        return null;
    }
}
