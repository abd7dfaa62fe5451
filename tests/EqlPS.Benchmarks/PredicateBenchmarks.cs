using System.Text;
using BenchmarkDotNet.Attributes;
using EqlPS.Evaluation;
using EqlPS.Evaluation.Conditions;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Benchmarks;

/// <summary>One test of one event, for each kind of predicate. None may allocate.</summary>
[MemoryDiagnoser]
public class PredicateBenchmarks
{
    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["equality"] = "process.name == \"powershell.exe\"",
        ["in-list"] = "process.name in (\"a.exe\", \"b.exe\", \"c.exe\", \"d.exe\", \"powershell.exe\")",
        ["list, any case"] = "process.name : (\"a.exe\", \"b.exe\", \"c.exe\", \"powershell.exe\")",
        ["wildcards"] = "process.command_line : (\"*mimikatz*\", \"*sekurlsa*\", \"*lsadump*\")",
        ["wildcard, 4 values"] = "process.args : \"-enc*\"",
        ["regex"] = "process.command_line regex~ \".*(http|ftp)s?://[^ ]+.*\"",
        ["cidr"] = "cidrMatch(destination.ip, \"192.168.0.0/16\", \"172.16.0.0/12\")",
        ["numbers"] = "process.pid > 4000 and destination.port != 443",
        ["function"] = "length(process.command_line) > 500",
        ["field to field"] = "process.parent.pid == process.pid",
    };

    private Condition _condition = null!;
    private EvaluationContext _context = null!;

    public static IEnumerable<string> Kinds => Conditions.Keys;

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "equality";

    [GlobalSetup]
    public void Compile()
    {
        var fields = new FieldTable();
        _condition = EqlQuery.Parse("any where " + Conditions[Kind]).Compile(fields).Stages[0].Condition;
        _context = new EvaluationContext(fields.Count);
        var reader = new JsonFieldReader(fields, FieldSchema.Open("@timestamp"));
        if (!reader.TryRead(Encoding.UTF8.GetBytes(SampleQueries.Event), _context, out string? fault))
        {
            throw new InvalidOperationException(fault);
        }
    }

    [Benchmark]
    public bool IsMet() => _condition.IsMet(_context);
}
