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

    private static readonly string[] Categories = ["process", "file", "registry", "network", "library", "dns", "any", "driver", "configuration"];

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

    private static readonly string[] Selective =
    [
        "host.os.type == \"windows\"", "host.os.type : (\"Windows\", \"linux\")", "event.type == \"start\"", "event.type in (\"start\", \"change\")",
        "event.type : \"creat*\"", "event.action : \"*\"", "event.code == \"1\"", "event.code in (\"1\", \"7\", \"11\")",
        "event.code : (\"1?\", \"2*\")", "event.category == \"process\"", "event.outcome != \"failure\"",
        "event.provider : \"microsoft-windows-*\"", "winlog.channel == \"Security\"", "network.direction : \"EGRESS\"",
    ];

    private static readonly string[] Keys =
        ["host.name", "process.entity_id", "user.name", "process.name", "process.pid", "?dll.name", "process.args", "?winlog.event_data.Extra"];

    private readonly Random _random;
    private readonly TwinTexts _texts;
    private readonly string[] _leaves;

    public TwinRules(Random random, TwinTexts texts)
    {
        _random = random;
        _texts = texts;
        _leaves = Enumerable.Range(0, LeafCount).Select(_ => Leaf()).ToArray();
    }

    /// <summary>So many rules whose queries are valid.</summary>
    public EqlRule[] Make(int count)
    {
        var rules = new List<EqlRule>();
        while (rules.Count < count)
        {
            string query = _random.Next(10) switch
            {
                <= 5 => Filter(),
                <= 8 => Sequence(),
                _ => $"sample by {_random.Pick(Keys)} {Stage()} {Stage()}",
            };
            if (EqlQuery.TryParse(query, null, out _, out IReadOnlyList<Diagnostic> diagnostics))
            {
                rules.Add(HuntRunner.Rule(FormattableString.Invariant($"r{rules.Count:00}"), query));
            }
            else
            {
                Assert.DoesNotContain(diagnostics, d => d.Code == DiagnosticCode.SyntaxError);
            }
        }

        return [.. rules];
    }

    private string Sequence()
    {
        bool isMissing = _random.OneIn(3);
        string by = _random.Next(4) switch { 0 => string.Empty, 1 => $" by {_random.Pick(Keys)}, {_random.Pick(Keys)}", _ => $" by {_random.Pick(Keys)}" };
        string span = isMissing || _random.OneIn(2) ? $" with maxspan={_random.Next(1, 20)}{_random.Pick(["s", "s", "ms", "m"])}" : string.Empty;
        string[] stages = Enumerable.Range(0, _random.Next(2, 4)).Select(_ => (isMissing && _random.OneIn(3) ? "!" : string.Empty) + Stage()).ToArray();
        stages[_random.Next(stages.Length)] = Stage() + (!isMissing && _random.OneIn(6) ? " with runs=2" : string.Empty);
        return $"sequence{by}{span} {string.Join(" ", stages)}{(_random.OneIn(4) ? " until " + Stage() : string.Empty)}";
    }

    private string Stage() => "[" + Filter() + "]";

    private string Filter() => $"{_random.Pick(Categories)} where {Condition(depth: 0)}";

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
            9 when kind is "address" => $"cidrMatch({field}, {_random.Pick(["\"10.0.0.0/8\"", "\"::/96\", \"fe80::/10\"", "\"192.168.1.1/32\", \"10.0.0.2/31\""])})",
            9 or 10 => $"{field} {_random.Pick(["<", "<=", ">", ">=", "==", "!="])} {_random.Pick(["0", "1", "445", "1.5", "-1", "4294967296", "9223372036854775807"])}",
            11 => $"{field} {_random.Pick(["==", "!=", ":"])} {_random.Pick(Fields).Path}",
            12 => $"{_random.Pick(["startsWith", "endsWith~", "stringContains", "stringContains~", "startsWith~"])}({field}, {Quoted(_texts.Constant(kind))})",
            13 => $"length({field}) {_random.Pick(["<", ">", "=="])} {_random.Pick([0, 1, 7, 64, 5_000])}",
            _ => $"{_random.Pick(["wildcard", "match~"])}({field}, {Quoted(_random.OneIn(2) ? "a.*" : _texts.Constant("plain"))})",
        };
    }

    private string Many(Func<string> one) => string.Join(", ", Enumerable.Range(0, _random.Next(1, 5)).Select(_ => one()));

    // A constant of the field's kind, now and then of another type with the same text.
    private string Constant(string kind)
    {
        string text = _texts.Constant(kind);
        return _random.OneIn(3) && long.TryParse(text, out long number) && number.ToString(System.Globalization.CultureInfo.InvariantCulture) == text
            ? text
            : text is "true" && _random.OneIn(2) ? text : Quoted(text);
    }

    private static string Quoted(string text) => RandomValues.Quote(text).Replace("\0", "\\u{0}").Replace("\t", "\\t").Replace("\uFEFF", "\\u{feff}");
}
