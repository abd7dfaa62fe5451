using BenchmarkDotNet.Running;

namespace EqlPS.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/EqlPS.Benchmarks -- compile FOLDER</c> times the rules of a folder once, in a cold process;
/// any other arguments go to BenchmarkDotNet, for example <c>--filter '*'</c>.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["compile", string folder])
        {
            return ColdCompilation.Run(folder);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }
}
