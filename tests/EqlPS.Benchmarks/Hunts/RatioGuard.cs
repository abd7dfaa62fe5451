using EqlPS.Hunting;
using EqlPS.Rules;

namespace EqlPS.Benchmarks.Hunts;

/// <summary>
/// <c>guard RULES</c>: hunts through generated events with the rules of a folder and fails if that has become much slower against a bare
/// scan of the same bytes. It compares ratios only, with so much room that a busy machine does not fail it.
/// </summary>
internal static class RatioGuard
{
    private const int EventCount = 15_000;
    private const int Pairs = 11;
    private const int WarmUps = 3;

    // About a quarter of what is measured: a lost fast path costs more than that, noise much less.
    private const double LeastRatio = 0.25;

    // Generated texts repeat, so that most strings are shared.
    private const double MostAllocated = 1500;

    public static int Run(string rules)
    {
        string file = Path.Combine(Path.GetTempPath(), $"eqlps-guard-{Guid.NewGuid():N}.json");
        try
        {
            GeneratedLog.Write(file, EventCount);
            CompiledRuleSet compiled = CompiledRuleSet.Compile(RuleSet.Load([rules]).Rules.Where(r => r.Language == "eql"));
            HuntFigures figures = new HuntMeasure([file], compiled).Run(Pairs, WarmUps);
            double allocated = (double)figures.AllocatedBytes / figures.Events;
            bool isSound = figures.Ratio >= LeastRatio && allocated <= MostAllocated && figures.Events == EventCount;
            Console.WriteLine(FormattableString.Invariant(
                $"guard: {figures.Rules} rules over {figures.Events} events run at {figures.Ratio:0.00} of a bare scan (at least {LeastRatio:0.00}) and allocate {allocated:0} bytes an event (at most {MostAllocated:0}): {(isSound ? "passed" : "FAILED")}"));
            return isSound ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
