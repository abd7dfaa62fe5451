using BenchmarkDotNet.Running;
using EqlPS.Benchmarks.Evtx;

namespace EqlPS.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/EqlPS.Benchmarks -- compile FOLDER</c> times the rules of a folder once, in a cold process;
/// <c>evtx FOLDER RULES</c> prints what reading event logs costs; any other arguments go to BenchmarkDotNet, for example <c>--filter '*'</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["compile", string folder])
        {
            return ColdCompilation.Run(folder);
        }

        if (arguments is ["evtx", ..])
        {
            return EvtxTable.Run(arguments[1..]);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }
}
