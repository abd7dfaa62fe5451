using System.Globalization;
using EqlPS.Analysis.Bound;
using EqlPS.Diagnostics;
using EqlPS.Events;
using EqlPS.Execution;
using EqlPS.Values;

namespace EqlPS.Cli.Output;

/// <summary>Prints results for people: a line for each event, those of a sequence or sample together under their join key.</summary>
internal sealed class TableResultWriter(EqlQuery query, CliConsole console) : IResultWriter
{
    private readonly StreamWriter _output = console.OpenText();
    private readonly EventColumns _columns = new(query);
    private readonly string[] _stageTexts = StageTexts(query);
    private TablePrinter? _printer;
    private string? _kind;
    private long _count;

    public void Write(EqlResult result)
    {
        _count++;
        _kind ??= result.Kind.ToString().ToLowerInvariant();
        _printer ??= new TablePrinter(_output, console.Width, TitlesFor(result), firstFlexible: result.Kind is EqlResultKind.Row ? 0 : 1);
        switch (result.Kind)
        {
            case EqlResultKind.Row:
                _printer.Add([.. KeyCells(result), .. ValueCells(result)]);
                break;
            case EqlResultKind.Event:
                _printer.Add([.. Cells(result.Events[0]), .. ValueCells(result)]);
                break;
            default:
                WriteGroup(result);
                break;
        }
    }

    public void Complete()
    {
        _printer?.Flush();
        _output.WriteLine(_count switch
        {
            0 => "no results",
            1 => $"1 {_kind}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{_count} {_kind}s"),
        });
        _output.Flush();
    }

    public void Dispose() => _printer?.Dispose();

    private static string[] StageTexts(EqlQuery query) => query.Bound.Stages
        .SelectMany(s => Enumerable.Repeat(TextOf(query, s.Filter.Span), s.Runs))
        .ToArray();

    // On one line, whatever blanks the query has there.
    private static string TextOf(EqlQuery query, TextSpan span)
    {
        string[] words = query.Text.Substring(span.Start, span.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Text.Visible(string.Join(' ', words));
    }

    private static IEnumerable<string> ValueCells(EqlResult result) => result.Values.Select(v =>
        v.Name == "percent" && v.Value.Kind == EqlValueKind.Double
            ? v.Value.AsDouble().ToString("P1", CultureInfo.InvariantCulture)
            : Text.Visible(TextForm.Of(v.Value) ?? string.Empty));

    private void WriteGroup(EqlResult result)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"{_kind} {_count}");
        IEnumerable<string> key = (result.Key?.Values ?? []).Select((v, i) => $"{KeyName(i)} = {Text.Visible(TextForm.Of(v) ?? "null")}");
        string[] values = result.Values.Zip(ValueCells(result), (value, cell) => $"{value.Name} {cell}").ToArray();
        if (_count > 1)
        {
            _printer!.Add(string.Empty);
        }

        _printer!.Add(string.Join("  ", [number, .. key, .. values]));
        for (int i = 0; i < result.Events.Count; i++)
        {
            if (result.Events[i] is null)
            {
                _printer.Add($"(no event: {(i < _stageTexts.Length ? _stageTexts[i] : "missing")})");
            }
            else
            {
                _printer.Add(Cells(result.Events[i]));
            }
        }
    }

    private string[] Cells(StageEvent? stage) => _columns.Read((SourceEvent)stage!.Payload);

    private IEnumerable<string> TitlesOfValues(EqlResult result) => result.Values.Select(v => v.Name);

    private string[] TitlesFor(EqlResult result) => result.Kind switch
    {
        EqlResultKind.Row => [.. KeyTitles(result), .. TitlesOfValues(result)],
        EqlResultKind.Event => [.. _columns.Titles, .. TitlesOfValues(result)],
        _ => [.. _columns.Titles],
    };

    private IEnumerable<string> KeyTitles(EqlResult result)
    {
        BoundPipe? count = query.Bound.Pipes.LastOrDefault(p => p.Kind == PipeKind.Count);
        int number = result.Key?.Values.Count ?? 0;
        bool areNamed = count is not null && count.Arguments.Count == number;
        return Enumerable.Range(0, number).Select(i => areNamed ? TextOf(query, count!.Arguments[i].Span) : string.Empty);
    }

    private static IEnumerable<string> KeyCells(EqlResult result) =>
        (result.Key?.Values ?? []).Select(v => Text.Visible(TextForm.Of(v) ?? "null"));

    private string KeyName(int index)
    {
        IReadOnlyList<BoundKey> keys = query.Bound.Stages[0].Keys;
        return index < keys.Count ? TextOf(query, keys[index].Span).TrimStart('?') : "key";
    }
}
