using BenchmarkDotNet.Running;
using EqlPS.Benchmarks.Evtx;
using EqlPS.Benchmarks.Hunts;

namespace EqlPS.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/EqlPS.Benchmarks -- COMMAND</c>: <c>compile FOLDER</c> times the rules of a folder once, in a
/// cold process; <c>hunt FOLDER --rules FOLDER</c> prints the table of whole hunts; <c>evtx FOLDER RULES</c> prints what reading event logs
/// costs; <c>start EQLPS.DLL EVENTS [RULES]</c> prints cold starts; <c>memory EQLPS.DLL FOLDER RULES GIGABYTES</c> prints what a long hunt
/// keeps in memory; <c>guard RULES</c> fails if hunts have become much slower; any other arguments go to BenchmarkDotNet, for example
/// <c>--filter '*'</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["compile", string folder]:
                return ColdCompilation.Run(folder);
            case ["hunt", ..]:
                return HuntTable.Run(arguments[1..]);
            case ["evtx", ..]:
                return EvtxTable.Run(arguments[1..]);
            case ["start", string program, string events]:
                return StartTable.Run(program, events, rules: null);
            case ["start", string program, string events, string rules]:
                return StartTable.Run(program, events, rules);
            case ["start", string folder]:
                return ColdRules.Measure(folder);
            case ["memory", string program, string folder, string rules, string gigabytes]:
                return MemoryCheck.Run(program, folder, rules, gigabytes);
            case ["guard", string rules]:
                return RatioGuard.Run(rules);
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                return 0;
        }
    }
}
