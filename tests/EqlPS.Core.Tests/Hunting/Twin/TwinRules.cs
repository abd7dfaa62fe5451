using System.Globalization;
using System.Text.Json;
using EqlPS.Diagnostics;
using EqlPS.Rules;
using EqlPS.Tests.Evaluation;

namespace EqlPS.Tests.Hunting.Twin;

/// <summary>
/// Makes rules at random over the fields that Windows events have. Leaves come again in other rules, negated, beside others and in other
/// stages, so that whatever rules share is shared.
/// </summary>
internal sealed class TwinRules
{
    private const int LeafCount = 14;

    private static readonly string[] Categories =
        ["process", "file", "registry", "network", "library", "dns", "any", "driver", "configuration"];

    private static readonly (string Path, string Kind)[] Fields =
    [
        ("process.name", "name"), ("process.name", "name"), ("process.executable", "path"), ("process.command_line", "line"),
        ("process.args", "name"), ("process.parent.name", "name"), ("process.parent.executable", "path"),
        ("process.parent.command_line", "line"), ("process.pe.original_file_name", "name"), ("process.working_directory", "path"),
        ("process.entity_id", "name"), ("process.hash.md5", "name"), ("file.path", "path"), ("file.name", "name"),
        ("file.extension", "name"), ("file.directory", "path"), ("registry.path", "key"), ("registry.key", "key"),
        ("registry.value", "name"), ("registry.data.strings", "name"), ("dll.path", "path"), ("dll.name", "name"),
        ("dll.code_signature.subject_name", "name"), ("dns.question.name", "name"), ("dns.resolved_ip", "address"), ("user.name", "name"),
        ("user.domain", "name"), ("host.name", "name"), ("winlog.event_data.RuleName", "name"), ("winlog.event_data.Image", "path"),
        ("winlog.event_data.Extra", "name"), ("message", "line"), ("tags", "name"),
    ];

    private static readonly (string Path, string Kind)[] Addresses =
        [("source.ip", "address"), ("destination.ip", "address"), ("destination.domain", "name"), ("dns.resolved_ip", "address")];

    private static readonly (string Path, string Kind)[] Numbers =
    [
        ("process.pid", "number"), ("process.parent.pid", "number"), ("destination.port", "number"), ("source.port", "number"),
        ("process.args_count", "number"), ("winlog.record_id", "number"), ("winlog.event_data.Extra", "number"), ("event.code", "number"),
    ];

    // A time that the mapping writes as text.
    private const string OwnTimestampField = "event.created";

    private static readonly string[] Selective =
    [
        "host.os.type == \"windows\"", "host.os.type : (\"Windows\", \"linux\")", "event.type == \"start\"",
        "event.type in (\"start\", \"change\")",
        "event.type : \"creat*\"", "event.action : \"*\"", "event.code == \"1\"", "event.code in (\"1\", \"7\", \"11\")",
        "event.code : (\"1?\", \"2*\")", "event.category == \"process\"", "event.outcome != \"failure\"",
        "event.provider : \"microsoft-windows-*\"", "winlog.channel == \"Security\"", "network.direction : \"EGRESS\"",
    ];

    private static readonly string[] Networks =
        ["\"10.0.0.0/8\"", "\"::/96\", \"fe80::/10\"", "\"192.168.1.1/32\", \"10.0.0.2/31\""];

    private static readonly string[] Constants = ["0", "1", "445", "1.5", "-1", "4294967296", "9223372036854775807"];

    private static readonly string[] Functions = ["startsWith", "endsWith~", "stringContains", "stringContains~", "startsWith~"];

    private static readonly string[] Keys =
    [
        "host.name", "process.entity_id", "user.name", "process.name", "process.pid", "?dll.name", "process.args",
        "?winlog.event_data.Extra",
    ];

    private readonly Random _random;
    private readonly TwinTexts _texts;
    private readonly IReadOnlyList<TwinDocument> _documents;
    private readonly string[] _leaves;
    private readonly List<(string Path, string Pattern)> _patterns = [];

    /// <param name="random">What is drawn.</param>
    /// <param name="texts">The texts of the round.</param>
    /// <param name="documents">Events that many rules shall be met by.</param>
    public TwinRules(Random random, TwinTexts texts, IReadOnlyList<TwinDocument> documents)
    {
        _random = random;
        _texts = texts;
        _documents = documents;
        _leaves = Enumerable.Range(0, LeafCount).Select(_ => Leaf()).ToArray();
    }

    /// <summary>So many rules whose queries are valid.</summary>
    public EqlRule[] Make(int count)
    {
        var rules = new List<EqlRule>();
        var alike = new Queue<string>(Alike());
        while (rules.Count < count)
        {
            EqlRule rule = MakeOne(FormattableString.Invariant($"r{rules.Count:00}"), alike.Count > 0 ? alike.Dequeue() : null);
            if (IsValid(rule, new EqlQueryOptions().TimestampField) && IsValid(rule, OwnTimestampField))
            {
                rules.Add(rule);
            }
        }

        return [.. rules];
    }

    // One rule's timestamp field is a date for all rules of its set.
    private static bool IsValid(EqlRule rule, string timestampField)
    {
        var options = new EqlQueryOptions
        {
            EventCategoryField = rule.EventCategoryOverride ?? new EqlQueryOptions().EventCategoryField,
            TiebreakerField = rule.TiebreakerField,
            TimestampField = timestampField,
        };
        bool isValid = EqlQuery.TryParse(rule.Query, options, out _, out IReadOnlyList<Diagnostic> diagnostics);
        Assert.DoesNotContain(diagnostics, d => d.Code == DiagnosticCode.SyntaxError);
        return isValid;
    }

    private EqlRule MakeOne(string id, string? query) => new()
    {
        RuleId = id,
        Name = id,
        Query = query ?? _random.Next(10) switch
        {
            <= 4 => Filter(_random.Pick(_documents)),
            <= 8 => Sequence(),
            _ => Sample(),
        },
        EventCategoryOverride = _random.OneIn(20) ? "event.type" : null,
        TiebreakerField = _random.OneIn(10) ? _random.Pick(["winlog.event_data.Extra", "process.pid", "winlog.record_id"]) : null,
        TimestampField = _random.OneIn(12) ? OwnTimestampField : null,
    };

    // Rules that every event is asked, and that only a field or an operator tells apart: whatever takes one for the other shows.
    private IEnumerable<string> Alike()
    {
        (string Path, string Text)[] texts = _random.Pick(_documents).Values.Where(v => v.Value.ValueKind == JsonValueKind.String)
            .Select(v => (v.Path, Text: v.Value.GetString()!)).Where(v => v.Text.Any(char.IsAsciiLetter)).ToArray();
        if (texts.Length == 0)
        {
            yield break;
        }

        (string path, string text) = _random.Pick(texts);
        string pattern = Quoted("*" + (_random.OneIn(2) ? text.ToUpperInvariant() : text.ToLowerInvariant()));
        foreach ((string field, string name) in new[] { (path, ":"), (path, "like"), (_random.Pick(texts).Path, ":") }.OrderBy(_ => _random.Next()))
        {
            yield return $"any where {Field(field)} {name} ({pattern})";
        }
    }

    private string Sequence()
    {
        bool isMissing = _random.OneIn(3);
        TwinDocument[] aims = Related(_random.Next(2, 4), out string key);
        string by = _random.Next(6) switch
        {
            0 => string.Empty,
            1 => $" by {key}, {_random.Pick(Keys)}",
            2 => $" by {_random.Pick(Keys)}",
            _ => $" by {key}",
        };
        string span = isMissing || _random.OneIn(2)
            ? $" with maxspan={_random.Next(1, 20)}{_random.Pick(["s", "s", "ms", "m"])}" : string.Empty;
        string[] stages = aims.Select(aim => (isMissing && _random.OneIn(3) ? "!" : string.Empty) + Stage(aim)).ToArray();
        int positive = _random.Next(stages.Length);
        stages[positive] = Stage(aims[positive]) + (!isMissing && _random.OneIn(6) ? " with runs=2" : string.Empty);
        string until = _random.OneIn(4) ? " until " + Stage(_random.Pick(_documents)) : string.Empty;
        return $"sequence{by}{span} {string.Join(" ", stages)}{until}";
    }

    private string Sample()
    {
        TwinDocument[] aims = Related(2, out string key);
        return $"sample by {(_random.OneIn(4) ? _random.Pick(Keys) : key)} {Stage(aims[0])} {Stage(aims[1])}";
    }

    // Events that have a key in common, if that is easily found.
    private TwinDocument[] Related(int count, out string key)
    {
        TwinDocument first = _random.Pick(_documents);
        string field = _random.Pick(Keys);
        key = field;
        string path = field.TrimStart('?');
        string[] values = first.RawOf(path).ToArray();
        TwinDocument[] others = _documents.Where(d => d.RawOf(path).Intersect(values).Any()).ToArray();
        return Enumerable.Range(0, count).Select(_ => others.Length == 0 ? _random.Pick(_documents) : _random.Pick(others))
            .OrderBy(d => d.TextOf("@timestamp"), StringComparer.Ordinal).ToArray();
    }

    private string Stage(TwinDocument aim) => "[" + Filter(aim) + "]";

    // Most filters are met by the event at which they aim.
    private string Filter(TwinDocument aim)
    {
        string category = _random.Next(8) switch { 0 => _random.Pick(Categories), 1 => "any", _ => aim.TextOf("event.category") ?? "any" };
        string rest = _random.Next(4) switch
        {
            0 => Condition(depth: 0),
            1 => $"{AimedAt(aim)} and not ({Condition(depth: 1)})",
            2 => $"({AimedAt(aim)} or {_random.Pick(_leaves)}) and {AimedAt(aim)}",
            _ => string.Join(" and ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => AimedAt(aim))),
        };
        return $"{category} where {rest}";
    }

    // A leaf that an event meets, or would but for something small.
    private string AimedAt(TwinDocument aim)
    {
        (string path, JsonElement value) = _random.Pick(aim.Values);
        if (value.ValueKind != JsonValueKind.String)
        {
            string plain = value.GetRawText();
            return value.ValueKind == JsonValueKind.Number
                ? $"{Field(path)} {_random.Pick(["==", "<=", ">=", ">", "!="])} {plain}"
                : $"{Field(path)} {_random.Pick(["==", "!="])} {plain}";
        }

        string text = value.GetString()!;
        string other = _random.OneIn(3) ? _texts.Recase(text) : text;
        if (_random.OneIn(3))
        {
            return Again(path, _texts.PatternOf(other));
        }

        return _random.Next(9) switch
        {
            0 => $"{Field(path)} == {Quoted(other)}",
            1 => $"{Field(path)} : {Quoted(other)}",
            2 => $"{Field(path)} {_random.Pick([":", "like", "like~"])} ({Quoted(_texts.PatternOf(other))})",
            3 => $"{Field(path)} : ({Quoted(_texts.Pattern("name"))}, {Quoted(_texts.PatternOf(other))})",
            4 => $"{Field(path)} {_random.Pick(["in", "in~"])} ({Many(() => Quoted(_texts.Next()))}, {Quoted(other)})",
            5 => $"{Field(path)} {_random.Pick(["regex", "regex~"])} ({Quoted(_texts.ExpressionOf(other))})",
            6 => $"{Field(path)} != null and {_random.Pick(Selective)}",
            7 => $"length({Field(path)}) >= {text.Length - _random.Next(3)}",
            _ => $"not {Field(path)} : ({Many(() => Quoted(_texts.Pattern("name")))})",
        };
    }

    // The same pattern comes again with another operator, where only case tells them apart, or on another field.
    private string Again(string path, string pattern)
    {
        if (_patterns.Count > 0 && _random.OneIn(2))
        {
            (string earlier, pattern) = _random.Pick(_patterns);
            path = _random.OneIn(4) ? path : earlier;
        }

        _patterns.Add((path, pattern));
        return $"{Field(path)} {_random.Pick([":", "like", "like~"])} ({Quoted(pattern)})";
    }

    // Parts of a name that are no plain words are quoted.
    private static string Field(string path) => string.Join(".", path.Split('.').Select(p =>
        p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@') && !char.IsDigit(p[0]) ? p : "`" + p + "`"));

    private string Condition(int depth)
    {
        int kind = _random.Next(depth > 2 ? 2 : 9);
        return kind switch
        {
            0 => _random.Pick(_leaves),
            1 => _random.OneIn(2) ? _random.Pick(Selective) : Leaf(),
            2 or 3 => _random.Pick(Selective) + " and " + Operand(depth),
            4 or 5 => Operand(depth) + " and " + Operand(depth),
            6 => "not " + Operand(depth),
            7 => Operand(depth) + " or " + Operand(depth),
            _ => _random.OneIn(4) ? "true" : Operand(depth) + " and not " + Operand(depth) + " and " + Operand(depth),
        };
    }

    private string Operand(int depth) => "(" + Condition(depth + 1) + ")";

    private string Leaf()
    {
        (string path, string kind) = _random.Next(6) switch
        {
            0 => _random.Pick(Addresses),
            1 => _random.Pick(Numbers),
            _ => _random.Pick(Fields),
        };
        string field = _random.OneIn(12) ? "?" + path : path;
        return _random.Next(15) switch
        {
            0 => $"{field} {_random.Pick(["==", "!="])} {Constant(kind)}",
            1 or 2 => $"{field} : {Constant(kind)}",
            3 or 4 => $"{field} : ({Many(() => Quoted(_texts.Pattern(kind)))})",
            5 => $"{field} {_random.Pick(["in", "in~", "not in", "not in~"])} ({Many(() => Constant(kind))})",
            6 => $"{field} {_random.Pick(["like", "like~"])} ({Many(() => Quoted(_texts.Pattern(kind)))})",
            7 => $"{field} {_random.Pick(["regex", "regex~"])} ({Many(() => Quoted(_texts.Expression(kind)))})",
            8 => $"{field} {_random.Pick(["==", "!="])} null",
            9 when kind is "address" => $"cidrMatch({field}, {_random.Pick(Networks)})",
            9 or 10 => $"{field} {_random.Pick(["<", "<=", ">", ">=", "==", "!="])} {_random.Pick(Constants)}",
            11 => $"{field} {_random.Pick(["==", "!=", ":"])} {_random.Pick(Fields).Path}",
            12 => $"{_random.Pick(Functions)}({field}, {Quoted(_texts.Constant(kind))})",
            13 => $"length({field}) {_random.Pick(["<", ">", "=="])} {_random.Pick([0, 1, 7, 64, 5_000])}",
            _ => $"{_random.Pick(["wildcard", "match~"])}({field}, {Quoted(_random.OneIn(2) ? "a.*" : _texts.Constant("plain"))})",
        };
    }

    private string Many(Func<string> one) => string.Join(", ", Enumerable.Range(0, _random.Next(1, 5)).Select(_ => one()));

    // A constant of the field's kind, now and then of another type with the same text.
    private string Constant(string kind)
    {
        string text = _texts.Constant(kind);
        return _random.OneIn(3) && long.TryParse(text, out long number) && number.ToString(CultureInfo.InvariantCulture) == text
            ? text
            : text is "true" && _random.OneIn(2) ? text : Quoted(text);
    }

    private static string Quoted(string text) =>
        RandomValues.Quote(text).Replace("\0", "\\u{0}").Replace("\t", "\\t").Replace("\uFEFF", "\\u{feff}");
}
