using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using EqlPS.Evaluation;
using EqlPS.Events.Json;
using EqlPS.Schema;

namespace EqlPS.Benchmarks;

/// <summary>Reading the fields of one JSON record, against a bare scan of its tokens.</summary>
[MemoryDiagnoser]
public class RecordBenchmarks
{
    private readonly byte[] _record = Encoding.UTF8.GetBytes(SampleQueries.Event.Replace("\n", string.Empty));
    private JsonFieldReader _reader = null!;
    private EvaluationContext _context = null!;

    [Params("short", "long")]
    public string Query { get; set; } = "short";

    [GlobalSetup]
    public void Compile()
    {
        var fields = new FieldTable();
        EqlQuery.Parse(Query == "short" ? SampleQueries.Short : SampleQueries.Long).Compile(fields);
        fields.SlotOf("@timestamp");
        _reader = new JsonFieldReader(fields, FieldSchema.Open("@timestamp"));
        _context = new EvaluationContext(fields.Count);
    }

    [Benchmark(Baseline = true)]
    public int Scan()
    {
        var reader = new Utf8JsonReader(_record);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public bool ReadFields() => _reader.TryRead(_record, _context, out _);
}
