using BenchmarkDotNet.Attributes;
using EqlPS.Parsing;

namespace EqlPS.Benchmarks;

/// <summary>Text to tokens, the first part of parsing.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    [Params("short", "long", "sequence")]
    public string Query { get; set; } = "short";

    [Benchmark]
    public int Scan() => Scanner.Scan(SampleQueries.ByName(Query), new DiagnosticBag()).Length;
}
