using System.Text;
using System.Text.Json;
using EqlPS.Ast;
using EqlPS.Parsing;

namespace EqlPS.Tests.Oracle;

/// <summary>
/// Makes events that given queries have something to say about: their fields with their constants, sometimes in other case, in lists, as null or
/// missing, with many events of the same time. The same seed gives the same events.
/// </summary>
internal sealed class EventGenerator
{
    // These decide the order of events here before their place in the file does, and there not at all.
    private static readonly string[] OrderFields = ["winlog.computer_name", "winlog.channel", "winlog.record_id"];

    private static readonly string[] Keys = ["one", "two", "three", "ONE"];

    private readonly Random _random;
    private readonly List<(string Category, List<(string Path, object Value)> Fields)> _templates = [];
    private readonly List<string> _keyFields = [];

    public EventGenerator(IEnumerable<string> queries, int seed)
    {
        _random = new Random(seed);
        foreach (string query in queries)
        {
            if (EqlParser.Parse(query).Query is Query tree)
            {
                AddTemplates(tree.Body);
            }
        }
    }

    /// <summary>The next events, one a line.</summary>
    public string Generate(int count)
    {
        var lines = new StringBuilder();
        long time = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (int i = 0; i < count; i++)
        {
            time += _random.Next(4) == 0 ? _random.Next(3000) : 0;
            lines.Append(Event(time, i)).Append('\n');
        }

        return lines.ToString();
    }

    private string Event(long time, int number)
    {
        (string category, List<(string Path, object Value)> fields) = _templates[_random.Next(_templates.Count)];
        var content = new Dictionary<string, object?> { ["@timestamp"] = TimeOf(time), ["event.category"] = category };
        if (_random.Next(3) > 0)
        {
            content["tie"] = _random.Next(5);
        }

        foreach ((string path, object value) in fields)
        {
            if (_random.Next(100) < 85)
            {
                content[path] = Vary(value);
            }
        }

        for (int i = 0; i < 6; i++)
        {
            content.TryAdd(_keyFields[_random.Next(_keyFields.Count)], Keys[_random.Next(Keys.Length)]);
        }

        content["number"] = number;
        return JsonSerializer.Serialize(_random.Next(2) == 0 ? content : Nest(content));
    }

    private object TimeOf(long time) =>
        _random.Next(10) == 0 ? time : DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    private object? Vary(object value) => _random.Next(20) switch
    {
        0 => null,
        1 => new object?[] { value, Change(value) },
        2 => new object?[] { Change(value), null, value },
        3 => Array.Empty<object>(),
        4 or 5 => Change(value),
        6 => value is long number ? number.ToString() : value,
        _ => value,
    };

    private object Change(object value) => value switch
    {
        string text when _random.Next(2) == 0 => text.ToUpperInvariant(),
        string text => text.Length == 0 ? "x" : text[..^1],
        long number => number + _random.Next(-1, 2),
        bool truth => !truth,
        _ => value,
    };

    // The same event with nested objects; where a path is both a value and an object, it stays dotted.
    private static Dictionary<string, object?> Nest(Dictionary<string, object?> flat)
    {
        var root = new Dictionary<string, object?>();
        foreach ((string path, object? value) in flat)
        {
            int dot = path.IndexOf('.');
            if (dot < 0 || (root.TryGetValue(path[..dot], out object? taken) && taken is not Dictionary<string, object?>))
            {
                root[path] = value;
                continue;
            }

            if (!root.ContainsKey(path[..dot]))
            {
                root[path[..dot]] = new Dictionary<string, object?>();
            }

            ((Dictionary<string, object?>)root[path[..dot]]!)[path[(dot + 1)..]] = value;
        }

        return root;
    }

    private void AddTemplates(QueryBody body)
    {
        switch (body)
        {
            case EventQuery events:
                AddTemplate(events.Filter);
                break;
            case SequenceQuery sequence:
                AddKeys(sequence.SharedKeys.Concat(sequence.Stages.SelectMany(s => s.Keys)));
                foreach (Stage stage in sequence.Stages)
                {
                    AddTemplate(stage.Filter);
                }

                break;
            case SampleQuery sample:
                AddKeys(sample.SharedKeys.Concat(sample.Stages.SelectMany(s => s.Keys)));
                foreach (Stage stage in sample.Stages)
                {
                    AddTemplate(stage.Filter);
                }

                break;
        }
    }

    private void AddKeys(IEnumerable<Expression> keys) =>
        _keyFields.AddRange(keys.OfType<FieldExpression>().Select(k => k.Path).Except(OrderFields));

    private void AddTemplate(EventFilter filter)
    {
        // Several events of one filter: of a list or a disjunction each takes another branch.
        for (int i = 0; i < 4; i++)
        {
            var fields = new List<(string, object)>();
            Collect(filter.Condition, fields);
            _templates.Add((filter.Category ?? "process", fields));
        }
    }

    private void Collect(Expression expression, List<(string Path, object Value)> fields)
    {
        switch (expression)
        {
            case LogicalExpression { IsOr: true } or:
                Collect(or.Operands[_random.Next(or.Operands.Count)], fields);
                break;
            case LogicalExpression and:
                foreach (Expression operand in and.Operands)
                {
                    Collect(operand, fields);
                }

                break;
            case NotExpression not when _random.Next(4) == 0:
                Collect(not.Operand, fields);
                break;
            case ComparisonExpression { Left: FieldExpression field, Right: LiteralExpression literal }:
                Add(fields, field, literal);
                break;
            case InExpression { Operand: FieldExpression field } membership:
                Add(fields, field, membership.Items[_random.Next(membership.Items.Count)]);
                break;
            case PatternExpression { Operand: FieldExpression field } pattern:
                Add(fields, field, pattern.Patterns[_random.Next(pattern.Patterns.Count)]);
                break;
            case CallExpression { Arguments.Count: > 1 } call when call.Arguments[0] is FieldExpression field:
                Add(fields, field, call.Arguments[1]);
                break;
        }
    }

    private void Add(List<(string Path, object Value)> fields, FieldExpression field, Expression constant)
    {
        if (constant is LiteralExpression { Value: not null } literal && !OrderFields.Contains(field.Path))
        {
            object value = literal.Value is string text
                ? text.Replace("*", _random.Next(2) == 0 ? string.Empty : "any").Replace("?", "q").Replace("/8", string.Empty)
                : literal.Value;
            fields.Add((field.Path, value));
        }
    }
}
