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
        ["=="] = "process.name == \"powershell.exe\"",
        ["!="] = "process.name != \"powershell.exe\"",
        [":"] = "process.name : \"PowerShell.exe\"",
        ["in"] = "process.name in (\"a.exe\", \"b.exe\", \"c.exe\", \"d.exe\", \"powershell.exe\")",
        ["in~"] = "process.name in~ (\"A.exe\", \"B.exe\", \"C.exe\", \"D.exe\", \"PowerShell.exe\")",
        [": list"] = "process.name : (\"a.exe\", \"b.exe\", \"c.exe\", \"powershell.exe\")",
        [": beginning"] = "process.executable : \"?:\\\\Program Files\\\\*\"",
        [": end"] = "process.executable : \"*\\\\powershell.exe\"",
        [": inside"] = "process.command_line : \"*mimikatz*\"",
        [": several inside"] = "process.command_line : (\"*mimikatz*\", \"*sekurlsa*\", \"*lsadump*\")",
        [": middle"] = "process.executable : \"C:\\\\Users\\\\*\\\\powershell.exe\"",
        [": 4 values"] = "process.args : \"-enc*\"",
        ["like"] = "process.command_line like (\"*mimikatz*\", \"*sekurlsa*\")",
        ["like~"] = "process.command_line like~ (\"*mimikatz*\", \"*sekurlsa*\")",
        ["regex"] = "process.command_line regex \".*(http|ftp)s?://[^ ]+.*\"",
        ["regex~"] = "process.command_line regex~ \".*(http|ftp)s?://[^ ]+.*\"",
        ["cidr"] = "cidrMatch(destination.ip, \"192.168.0.0/16\", \"172.16.0.0/12\")",
        ["number =="] = "destination.port == 445",
        ["number <"] = "process.pid > 4000 and destination.port < 443",
        ["null"] = "process.parent.pid == null",
        ["not null"] = "process.parent.pid != null",
        ["function"] = "length(process.command_line) > 500",
        ["field to field"] = "process.parent.pid == process.pid",
    };

    private Condition _condition = null!;
    private EvaluationContext _context = null!;

    public static IEnumerable<string> Kinds => Conditions.Keys;

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "==";

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
