using System.Text;
using EqlPS.Evaluation;
using EqlPS.Events;
using EqlPS.Events.Json;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Cli.Output;

/// <summary>What a table shows of an event: what people look at first, the fields that the query names, and what happened.</summary>
internal sealed class EventColumns
{
    private const int MostQueryFields = 4;

    // More than fits any terminal.
    private const int LongestCell = 1000;

    private static readonly string[] DetailPaths =
    [
        "dns.question.name", "url.full", "destination.ip", "destination.domain", "registry.path", "dll.path", "file.path",
        "process.command_line", "message",
    ];

    private static readonly string[] ProcessPaths = ["process.name", "process.executable"];

    private readonly FieldTable _fields = new();
    private readonly Dictionary<FieldSchema, JsonFieldReader> _readers = [];
    private readonly EvaluationContext _context;
    private readonly List<(string Title, int[] Slots)> _columns = [];
    private readonly int _category;
    private readonly int _commandLine;
    private readonly int[] _details;

    /// <summary>The columns for the results of a query.</summary>
    public EventColumns(EqlQuery query)
        : this(query.Options)
    {
        Add("action", "event.action", "event.type", "event.code");
        Add("process", ProcessPaths);

        // Join keys stand above the events that share them, arguments in the command line, parts of a path in the path.
        IEnumerable<string> keys = query.Bound.Stages[0].Keys.Select(k => k.Field?.Path ?? string.Empty);
        string[] shown = [.. _fields.Paths, .. DetailPaths, "process.args", "file.name", "file.extension", .. keys];
        var read = new FieldTable();
        query.Compile(read);
        foreach (string path in read.Paths.Except(shown).Take(MostQueryFields))
        {
            Add(path, path);
        }

        _context = new EvaluationContext(_fields.Count);
    }

    /// <summary>The columns for whatever a log holds.</summary>
    public EventColumns()
        : this(new EqlQueryOptions())
    {
        Add("provider", "event.provider", "winlog.provider_name", "event.module", "event.dataset");
        Add("id", "event.code", "winlog.event_id");
        Add("process", ProcessPaths);
        _context = new EvaluationContext(_fields.Count);
    }

    private EventColumns(EqlQueryOptions options)
    {
        Add("time", options.TimestampField);
        Add("host", "host.name", "host.hostname", "winlog.computer_name", "host.id");
        Add("category", options.EventCategoryField, "event.category");
        _category = _fields.SlotOf("event.category");
        _details = DetailPaths.Select(_fields.SlotOf).ToArray();
        _commandLine = _fields.SlotOf("process.command_line");
        _context = new EvaluationContext(0);
    }

    /// <summary>The titles; the last one is of what happened.</summary>
    public IReadOnlyList<string> Titles => [.. _columns.Select(c => c.Title), "detail"];

    /// <summary>The event's cells, one a title, safe to show.</summary>
    public string[] Read(SourceEvent source)
    {
        if (!_readers.TryGetValue(source.Schema, out JsonFieldReader? reader))
        {
            reader = new JsonFieldReader(_fields, source.Schema);
            _readers.Add(source.Schema, reader);
        }

        string[] cells = new string[_columns.Count + 1];
        if (!reader.TryRead(source.Json, _context, out string? fault))
        {
            Array.Fill(cells, string.Empty);
            cells[^1] = Text.Visible(fault!);
            return cells;
        }

        for (int i = 0; i < _columns.Count; i++)
        {
            cells[i] = FirstOf(_columns[i].Slots);
        }

        cells[^1] = DetailOf();
        if (cells[^1].Length == 0 && cells.Skip(3).All(c => c.Length == 0))
        {
            // Nothing that is known by name: the event itself.
            cells[^1] = Show(Encoding.UTF8.GetString(source.Json.AsSpan(0, Math.Min(source.Json.Length, LongestCell))));
        }

        return cells;
    }

    private static string Show(string text) => Text.Visible(text.Length <= LongestCell ? text : text[..LongestCell]);

    private void Add(string title, params string[] paths) => _columns.Add((title, paths.Distinct().Select(_fields.SlotOf).ToArray()));

    private string DetailOf()
    {
        ref readonly EqlValue category = ref _context.Field(_category);
        bool isProcess = false;
        for (int i = 0; i < category.Count; i++)
        {
            isProcess |= TextForm.Of(category.ItemAt(i)) == "process";
        }

        return isProcess && FirstOf([_commandLine]) is { Length: > 0 } commandLine ? commandLine : FirstOf(_details);
    }

    private string FirstOf(int[] slots)
    {
        foreach (int slot in slots)
        {
            ref readonly EqlValue value = ref _context.Field(slot);
            if (!value.IsNull)
            {
                return Show(Join(value));
            }
        }

        return string.Empty;
    }

    private static string Join(in EqlValue value)
    {
        if (value.Count == 1)
        {
            return TextForm.Of(value.ItemAt(0)) ?? string.Empty;
        }

        var text = new StringBuilder();
        for (int i = 0; i < value.Count && text.Length <= LongestCell; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ").Append(TextForm.Of(value.ItemAt(i)));
        }

        return text.ToString();
    }
}
