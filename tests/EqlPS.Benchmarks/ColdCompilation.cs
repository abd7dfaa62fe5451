using System.Diagnostics;
using EqlPS.Analysis;
using EqlPS.Analysis.Bound;
using EqlPS.Ast;
using EqlPS.Compilation;
using EqlPS.Evaluation;
using EqlPS.Parsing;
using EqlPS.Rules;
using EqlPS.Schema;
using EqlPS.Values;

namespace EqlPS.Benchmarks;

/// <summary>
/// Takes the EQL rules of a folder through each phase once and prints what it cost, just-in-time compilation included: what somebody
/// waits for who starts a hunt. User time is printed as well, for machines that others use at the same time.
/// </summary>
internal static class ColdCompilation
{
    public static int Run(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"there is no folder {folder}");
            return 1;
        }

        using var process = Process.GetCurrentProcess();
        TimeSpan start = DateTime.Now - process.StartTime;
        Console.WriteLine(FormattableString.Invariant($"start of the runtime {start.TotalMilliseconds,8:0} ms"));
        RuleSet rules = Measure("read (TOML)", process, () => RuleSet.Load([folder]));
        string[] texts = rules.Rules.Where(r => r.Language == "eql").Select(r => r.Query).ToArray();
        var whole = Stopwatch.StartNew();

        Query?[] trees = Measure("parse", process, () => Array.ConvertAll(texts, t => EqlParser.Parse(t).Query));
        var schemas = new SchemaSet([FieldSchema.Open("@timestamp")]);
        var now = Timestamp.FromTicks(DateTime.UtcNow.Ticks);
        var options = new AnalysisOptions { Schemas = schemas, Now = now };
        BoundQuery?[] bound = Measure(
            "analyse", process, () => Array.ConvertAll(trees, t => t is null ? null : Analyzer.Analyze(t, options).Query));
        var fields = new FieldTable();
        var compiler = new QueryCompiler(fields, now);
        CompiledQuery[] programs = Measure("compile", process, () => bound.OfType<BoundQuery>().Select(compiler.Compile).ToArray());

        Console.WriteLine(FormattableString.Invariant($"parse to compile     {whole.Elapsed.TotalMilliseconds,8:0} ms"));
        Console.WriteLine(FormattableString.Invariant(
            $"{rules.Rules.Count} rules, {texts.Length} of them EQL, {programs.Length} compiled, {fields.Count} fields"));
        return programs.Length == texts.Length ? 0 : 1;
    }

    private static T Measure<T>(string phase, Process process, Func<T> action)
    {
        process.Refresh();
        TimeSpan user = process.UserProcessorTime;
        var watch = Stopwatch.StartNew();
        T result = action();
        watch.Stop();
        process.Refresh();
        Console.WriteLine(FormattableString.Invariant(
            $"{phase,-20} {watch.Elapsed.TotalMilliseconds,8:0} ms {(process.UserProcessorTime - user).TotalMilliseconds,8:0} ms user"));
        return result;
    }
}
