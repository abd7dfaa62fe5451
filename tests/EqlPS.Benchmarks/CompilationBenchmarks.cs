using BenchmarkDotNet.Attributes;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Parsing;

namespace EqlPS.Benchmarks;

/// <summary>Text to tree, and text to program, of a warm process.</summary>
[MemoryDiagnoser]
public class CompilationBenchmarks
{
    [Params("short", "long", "sequence")]
    public string Query { get; set; } = "short";

    private string Text => SampleQueries.ByName(Query);

    [Benchmark(Baseline = true)]
    public object? Parse() => EqlParser.Parse(Text).Query;

    [Benchmark]
    public object ParseAndAnalyse() => EqlQuery.Parse(Text);

    [Benchmark]
    public object ParseAnalyseAndCompile()
    {
        CompiledQuery program = EqlQuery.Parse(Text).Compile(new FieldTable());
        return program;
    }
}
